package org.wingloss.spark.synthesise;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;

/**
 * A series of synthetic faces, on its way to the executors: face i is the same everywhere.
 *
 * @param seed of the series
 * @param size width and height of the pictures
 * @param scheme the name of the landmarks' scheme
 */
record SyntheticSeries(long seed, int size, String scheme) implements Serializable {
  /** Renders face {@code number}. */
  RenderedFace render(long number) {
    return RenderedFaceSource.synthetic(new SyntheticFaces(seed), size)
        .face(number, LandmarkScheme.of(scheme));
  }

  /** What a face is called, as {@code synthesise} does. */
  static String id(long number) {
    return String.format(Locale.ROOT, "face-%08d", number);
  }

  /** The annotation of a face that was rendered. */
  static Face annotation(long number, RenderedFace face) {
    return new Face(
        id(number),
        Optional.empty(),
        face.landmarks(),
        Optional.of(face.box()),
        Set.of(),
        OptionalDouble.empty());
  }
}
