package org.wingloss.spark.synthesise;

import java.io.Serializable;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
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
  /** Renders them by their numbers. */
  RenderedFaceSource source() {
    return RenderedFaceSource.synthetic(new SyntheticFaces(seed), size);
  }

  /** Renders face {@code number}. */
  RenderedFace render(long number) {
    return source().face(number, LandmarkScheme.of(scheme));
  }
}
