package org.wingloss.training.run;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.shape.PlausibleShapes;

/** What the shapes of the training faces have in common, for the model's file. */
final class TrainedShapes {
  private static final Logger LOG = LoggerFactory.getLogger(TrainedShapes.class);

  private TrainedShapes() {}

  /**
   * Learns it. A model is as good without, so that nothing here ends a training that has come so
   * far.
   */
  static Optional<PlausibleShapes> of(List<Landmarks> shapes) {
    try {
      return Optional.of(PlausibleShapes.of(shapes));
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.info("the model will not mark implausible predictions: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
