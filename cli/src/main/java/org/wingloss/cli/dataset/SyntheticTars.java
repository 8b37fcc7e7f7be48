package org.wingloss.cli.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntConsumer;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.NumberText;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.CropSample;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.ShardStatistics;
import org.wingloss.data.stream.StreamWriter;
import org.wingloss.data.stream.TarShardWriter;

/**
 * Synthetic faces as tar shards, layout {@code tar} or {@code tar:SCHEME}: each is rendered, cut
 * and written, and none is kept.
 *
 * @param source renders a face by its number
 * @param faces how many; the last tenth of them, {@value #MOST_HELD_OUT} at most, are for
 *     validation
 * @param writer divides them into tars
 * @param encoding how crops are stored
 */
public record SyntheticTars(
    RenderedFaceSource source, int faces, StreamWriter writer, CropEncoding encoding) {
  private static final String LAYOUT = "tar";
  private static final int MOST_HELD_OUT = 2000;

  /** The source that the index of such a stream names. */
  public static final String SOURCE = "synthetic";

  /** Whether a layout is this one. */
  public static boolean isLayout(String layout) {
    return kind(layout).equals(LAYOUT);
  }

  /** A layout without the scheme that it may name after a colon. */
  public static String kind(String layout) {
    return layout.split(":", 2)[0];
  }

  /**
   * The scheme that a layout names after a colon; 300w-68 where it names none.
   *
   * @throws org.wingloss.data.InvalidDataException if there is no such scheme
   */
  public static LandmarkScheme scheme(String layout) {
    String kind = kind(layout);
    return LandmarkScheme.of(kind.equals(layout) ? "300w-68" : layout.substring(kind.length() + 1));
  }

  /**
   * Refuses options that only this layout has.
   *
   * @throws UsageException if one was given with another layout
   */
  public static void requireLayout(String layout, CropOptions crops) {
    refuse(crops.given(), "--recipe, --set, --faces-per-tar and --png", layout);
  }

  /**
   * As {@link #requireLayout}, for a layout whose pictures can be PNG.
   *
   * @throws UsageException if an option other than {@code --png} was given with another layout
   */
  public static void requireLayoutUnlessPng(String layout, CropOptions crops) {
    refuse(crops.givenForTars(), "--recipe, --set and --faces-per-tar", layout);
  }

  private static void refuse(boolean given, String options, String layout) {
    if (given) {
      throw new UsageException(options + " go with --layout tar, not with " + layout);
    }
  }

  /**
   * The tars that options ask for.
   *
   * @param source renders a face by its number
   * @param scheme of the landmarks
   * @param faces how many
   */
  public static SyntheticTars of(
      RenderedFaceSource source, LandmarkScheme scheme, int faces, CropOptions crops) {
    StreamWriter writer = crops.writer(crops.recipe(List.of()), SOURCE, scheme);
    return new SyntheticTars(source, faces, writer, crops.encoding());
  }

  /**
   * Writes them.
   *
   * @param folder must not exist or be empty
   * @param progress told how many are written
   */
  public ShardIndex write(Path folder, IntConsumer progress) {
    return writer.write(folder, parts(), progress);
  }

  /** The tars, in their order. */
  public List<ShardName> tars() {
    return writer.tars(parts());
  }

  /** Writes one of the tars, the same bytes as {@link #write}, on all processors. */
  public Path writeTar(Path folder, ShardName tar) {
    writer.write(folder, parts(), tar, () -> {});
    return folder.resolve(tar.file());
  }

  /** As {@link #writeTar}, on the calling thread alone. */
  public ShardStatistics writeTarAlone(Path folder, ShardName tar) {
    return TarShardWriter.write(folder, tar, writer.samples(parts(), tar));
  }

  /** As {@link #write}, of tars that are there already. */
  public ShardIndex assemble(Path folder, StreamWriter.TarSource tars) {
    return writer.assemble(folder, parts(), tars);
  }

  private List<StreamWriter.Part> parts() {
    int held = Math.min(faces / 10, MOST_HELD_OUT);
    return List.of(
        new StreamWriter.Part(ShardName.Split.TRAIN, faces - held, this::sample),
        new StreamWriter.Part(ShardName.Split.VALIDATION, held, i -> sample(faces - held + i)));
  }

  /** What a face is called. */
  public static String id(long number) {
    return NumberText.format("face-%08d", number);
  }

  private CropSample sample(int number) {
    RenderedFace face = source.face(number, writer.scheme());
    Face annotation =
        new Face(
            id(number),
            Optional.empty(),
            face.landmarks(),
            Optional.of(face.box()),
            Set.of(),
            OptionalDouble.empty());
    return CropSample.cut(annotation, face.image(), writer.crop(), encoding);
  }
}
