package org.wingloss.data.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.EncodedPicture;
import org.wingloss.data.image.ImageSize;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.FolderFiles;
import org.wingloss.data.io.Sha256;

/**
 * One tar in memory, its structure checked: where the picture and the annotation of each sample
 * lie. Safe for any number of threads.
 */
final class TarShard {
  /** How the name of an annotation ends. */
  static final String JSON = ".json";

  /** The most bytes of an annotation, that of 10,000 landmarks. */
  private static final int LARGEST_JSON = 1 << 20;

  private static final int LARGEST_PICTURE = 1 << 27;
  private static final Set<String> PICTURES = Set.of(".jpg", ".png");

  private final Path file;
  private final byte[] tar;
  private final List<Sample> samples;

  /** Where the content of an entry lies. */
  private record Entry(String name, int at, int size) {
    String key() {
      return name.substring(0, dot());
    }

    String ending() {
      return name.substring(dot());
    }

    private int dot() {
      return name.indexOf('.') < 0 ? name.length() : name.indexOf('.');
    }
  }

  private record Sample(Entry picture, Entry json) {}

  private TarShard(Path file, byte[] tar, List<Sample> samples) {
    this.file = file;
    this.tar = tar;
    this.samples = samples;
  }

  /**
   * Reads a tar that an index names.
   *
   * @throws InvalidDataException if it is absent, is not the one that the index means, or is broken
   */
  static TarShard read(Path folder, ShardIndex.Tar expected) {
    Path file = folder.resolve(expected.name());
    byte[] tar = bytes(file, OptionalLong.of(expected.bytes()));
    String sha256 = Sha256.of(tar).hex();
    if (!sha256.equals(expected.sha256())) {
      throw InvalidDataException.in(
          file,
          "is damaged or not the tar of the index: expected the SHA-256 %s but found %s"
              .formatted(expected.sha256(), sha256));
    }
    TarShard shard = of(file, tar);
    if (shard.samples() != expected.samples()) {
      throw InvalidDataException.in(
          file,
          "holds %d samples but the index says %d".formatted(shard.samples(), expected.samples()));
    }
    return shard;
  }

  /**
   * Reads a tar of which nothing is known.
   *
   * @throws InvalidDataException if it is absent or broken
   */
  static TarShard read(Path file) {
    return of(file, bytes(file, OptionalLong.empty()));
  }

  /**
   * Takes a tar from memory.
   *
   * @param file for messages
   * @throws InvalidDataException if it is broken
   */
  static TarShard of(Path file, byte[] tar) {
    List<Sample> samples = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    int at = 0;
    while (true) {
      requireBlock(file, tar, at);
      if (UstarHeader.isEnd(tar, at)) {
        requireEnd(file, tar, at);
        break;
      }
      Entry first = entry(file, tar, at);
      at = next(first);
      requireBlock(file, tar, at);
      if (UstarHeader.isEnd(tar, at)) {
        throw alone(file, first);
      }
      Entry second = entry(file, tar, at);
      at = next(second);
      samples.add(sample(file, first, second));
      if (!keys.add(first.key())) {
        throw InvalidDataException.in(file, first.name() + ": a sample of that name came before");
      }
    }
    if (samples.isEmpty()) {
      throw InvalidDataException.in(file, "holds no sample");
    }
    return new TarShard(file, tar, samples);
  }

  private static byte[] bytes(Path file, OptionalLong expected) {
    try {
      long size = Files.size(FolderFiles.regular(file));
      if (size > TarShardWriter.LARGEST) {
        throw InvalidDataException.in(
            file,
            "has %d bytes but a tar may have at most %d".formatted(size, TarShardWriter.LARGEST));
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] tar = size == expected.orElse(size) ? in.readNBytes((int) size) : new byte[0];
        if (tar.length != expected.orElse(size)) {
          throw InvalidDataException.in(
              file, "has %d bytes but the index says %d".formatted(size, expected.orElse(size)));
        }
        return tar;
      }
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  private static void requireBlock(Path file, byte[] tar, int at) {
    if (tar.length - at < UstarHeader.BLOCK) {
      throw InvalidDataException.in(
          file, "ends at byte %d, before the two blocks of zeros that end a tar".formatted(at));
    }
  }

  /** Behind two blocks of zeros there may only be more of them. */
  private static void requireEnd(Path file, byte[] tar, int at) {
    if (tar.length - at < 2 * UstarHeader.BLOCK) {
      throw InvalidDataException.in(file, "ends with one block of zeros; a tar ends with two");
    }
    for (int i = at; i < tar.length; i++) {
      if (tar[i] != 0) {
        throw InvalidDataException.in(
            file, "has something at byte %d, behind the end of the tar".formatted(i));
      }
    }
  }

  private static Entry entry(Path file, byte[] tar, int at) {
    UstarHeader header;
    try {
      header = UstarHeader.read(tar, at);
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.in(file, "entry at byte %d: %s".formatted(at, e.getMessage()), e);
    }
    int from = at + UstarHeader.BLOCK;
    Entry entry = new Entry(header.name(), from, (int) Math.min(header.size(), tar.length));
    boolean json = entry.ending().equals(JSON);
    if (!json && !PICTURES.contains(entry.ending())) {
      throw InvalidDataException.in(
          file, header.name() + ": expected an entry that ends in .jpg, .png or .json");
    }
    int most = json ? LARGEST_JSON : LARGEST_PICTURE;
    if (header.size() > most) {
      throw InvalidDataException.in(
          file,
          "%s: says %d bytes but at most %d are allowed"
              .formatted(header.name(), header.size(), most));
    }
    if (header.size() + UstarHeader.padding(header.size()) > tar.length - from) {
      throw InvalidDataException.in(
          file,
          "%s: says %d bytes but the tar ends %d bytes behind its header"
              .formatted(header.name(), header.size(), tar.length - from));
    }
    return entry;
  }

  private static int next(Entry entry) {
    return entry.at() + entry.size() + UstarHeader.padding(entry.size());
  }

  private static Sample sample(Path file, Entry first, Entry second) {
    if (!first.key().equals(second.key())) {
      throw alone(file, first);
    }
    boolean jsonFirst = first.ending().equals(JSON);
    if (jsonFirst == second.ending().equals(JSON)) {
      throw InvalidDataException.in(
          file,
          "%s and %s: expected a picture and a .json of each sample"
              .formatted(first.name(), second.name()));
    }
    return jsonFirst ? new Sample(second, first) : new Sample(first, second);
  }

  private static InvalidDataException alone(Path file, Entry entry) {
    return InvalidDataException.in(
        file,
        entry.name()
            + (entry.ending().equals(JSON)
                ? ": has no picture beside it"
                : ": has no .json beside it"));
  }

  /** The bytes of the tar. */
  int bytes() {
    return tar.length;
  }

  /** Their SHA-256. */
  String sha256() {
    return Sha256.of(tar).hex();
  }

  /** How many samples it holds. */
  int samples() {
    return samples.size();
  }

  /**
   * A sample; its annotation is read, its picture not yet.
   *
   * @param side the width and height that the crop must have
   * @throws InvalidDataException if the annotation cannot be read
   */
  StoredCrop crop(int i, int side) {
    SampleJson annotation = SampleJson.read(content(samples.get(i).json()), label(i));
    try {
      return new StoredCrop(
          label(i), annotation.face(), annotation.cropFromImage(), () -> picture(i, side));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(label(i) + ": " + e.getMessage(), e);
    }
  }

  /** What messages call the annotation of a sample. */
  String label(int i) {
    return label(samples.get(i).json());
  }

  /** A picture of another size is not decoded. */
  private RgbImage picture(int i, int side) {
    Entry entry = samples.get(i).picture();
    EncodedPicture picture = EncodedPicture.of(content(entry), label(entry));
    ImageSize size = picture.size();
    if (size.width() != side || size.height() != side) {
      throw new InvalidDataException(
          "%s: expected a crop of %d x %d pixels but found %d x %d"
              .formatted(label(entry), side, side, size.width(), size.height()));
    }
    return picture.decode();
  }

  private byte[] content(Entry entry) {
    return Arrays.copyOfRange(tar, entry.at(), entry.at() + entry.size());
  }

  private String label(Entry entry) {
    return file + ", " + entry.name();
  }
}
