package org.wingloss.cli.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntConsumer;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.CropGeometry;
import org.wingloss.data.stream.CropSample;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.StreamWriter;

/**
 * Synthetic faces as tar shards, layout {@code tar} or {@code tar:SCHEME}: each is rendered, cut
 * and written, and none is kept.
 *
 * @param source renders a face by its number
 * @param scheme of the landmarks
 * @param faces how many; the last tenth of them, {@value #MOST_HELD_OUT} at most, are for
 *     validation
 */
public record SyntheticTars(RenderedFaceSource source, LandmarkScheme scheme, int faces) {
  private static final String LAYOUT = "tar";
  private static final int MOST_HELD_OUT = 2000;

  /** Whether a layout is this one. */
  public static boolean isLayout(String layout) {
    return layout.equals(LAYOUT) || layout.startsWith(LAYOUT + ":");
  }

  /**
   * The scheme that a layout names; 300w-68 where it names none.
   *
   * @throws org.wingloss.data.InvalidDataException if there is no such scheme
   */
  public static LandmarkScheme scheme(String layout) {
    return LandmarkScheme.of(
        layout.equals(LAYOUT) ? "300w-68" : layout.substring(LAYOUT.length() + 1));
  }

  /**
   * Refuses options that only this layout has.
   *
   * @throws UsageException if one was given with another layout
   */
  public static void requireLayout(String layout, CropOptions crops) {
    if (crops.given()) {
      throw new UsageException(
          "--recipe, --set, --faces-per-tar and --png go with --layout tar, not with " + layout);
    }
  }

  /**
   * Writes them.
   *
   * @param folder must not exist or be empty
   * @param progress told how many are written
   */
  public ShardIndex write(Path folder, CropOptions crops, IntConsumer progress) {
    StreamWriter writer = writer(crops);
    return writer.write(folder, parts(writer, crops), progress);
  }

  /** The tars, in their order. */
  public List<ShardName> tars(CropOptions crops) {
    StreamWriter writer = writer(crops);
    return writer.tars(parts(writer, crops));
  }

  /** Writes one of the tars, the same bytes as {@link #write}. */
  public Path writeTar(Path folder, CropOptions crops, ShardName tar) {
    StreamWriter writer = writer(crops);
    writer.write(folder, parts(writer, crops), tar, () -> {});
    return folder.resolve(tar.file());
  }

  /** As {@link #write}, of tars that are there already. */
  public ShardIndex assemble(Path folder, CropOptions crops, StreamWriter.TarSource tars) {
    StreamWriter writer = writer(crops);
    return writer.assemble(folder, parts(writer, crops), tars);
  }

  private StreamWriter writer(CropOptions crops) {
    return crops.writer(crops.recipe(List.of()), "synthetic", scheme);
  }

  private List<StreamWriter.Part> parts(StreamWriter writer, CropOptions crops) {
    int held = heldOut(faces);
    return List.of(
        part(ShardName.Split.TRAIN, 0, faces - held, writer, crops),
        part(ShardName.Split.VALIDATION, faces - held, held, writer, crops));
  }

  private StreamWriter.Part part(
      ShardName.Split split, int first, int count, StreamWriter writer, CropOptions crops) {
    return new StreamWriter.Part(split, count, i -> sample(first + i, writer, crops));
  }

  private CropSample sample(int number, StreamWriter writer, CropOptions crops) {
    return sample(source.face(number, scheme), number, writer.crop(), crops.encoding());
  }

  /** How many of so many faces, the last ones, are for validation. */
  public static int heldOut(int faces) {
    return Math.min(faces / 10, MOST_HELD_OUT);
  }

  /** What a face is called. */
  public static String id(long number) {
    return String.format(Locale.ROOT, "face-%08d", number);
  }

  /** Cuts a face out, as every writer of such tars does. */
  public static CropSample sample(
      RenderedFace face, long number, CropGeometry geometry, CropEncoding encoding) {
    Face annotation =
        new Face(
            id(number),
            Optional.empty(),
            face.landmarks(),
            Optional.of(face.box()),
            Set.of(),
            OptionalDouble.empty());
    return CropSample.cut(annotation, face.image(), geometry, encoding);
  }
}
