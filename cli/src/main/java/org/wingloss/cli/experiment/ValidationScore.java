package org.wingloss.cli.experiment;

import java.util.List;
import java.util.Optional;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.metric.PointErrors;
import org.wingloss.training.run.ValidationMetric;

/** The NME by which training chooses its best weights: the usual norm of the data set. */
public record ValidationScore(LandmarkScheme scheme, Normaliser normaliser)
    implements ValidationMetric {
  /** The box width for AFLW (A); else the outer eye corners, where the scheme has them. */
  public static ValidationScore of(LandmarkScheme scheme, String data) {
    if (data.equals("aflw")) {
      return new ValidationScore(scheme, Normaliser.of("box-width"));
    }
    Normaliser eyes = Normaliser.of("inter-ocular");
    return new ValidationScore(scheme, eyes.suits(scheme) ? eyes : Normaliser.of("landmark-box"));
  }

  @Override
  public String norm() {
    return normaliser.name();
  }

  @Override
  public double nme(List<Face> faces, List<Landmarks> predictions) {
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < faces.size(); i++) {
      Face face = faces.get(i);
      Optional<org.wingloss.data.geometry.Box> box = Optional.of(face.boxOrBounds());
      double length = normaliser.length(scheme, face.landmarks(), box);
      double nme =
          NormalisedMeanError.ofFace(
              PointErrors.between(face.landmarks(), predictions.get(i)), length);
      if (!Double.isNaN(nme)) {
        sum += nme;
        counted++;
      }
    }
    return counted == 0 ? Double.NaN : 100 * sum / counted;
  }
}
