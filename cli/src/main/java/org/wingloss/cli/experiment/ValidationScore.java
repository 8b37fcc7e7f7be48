package org.wingloss.cli.experiment;

import java.util.List;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.metric.PointErrors;
import org.wingloss.training.run.ValidationMetric;

/** The NME for model selection during training, under the usual norm of the data set. */
public record ValidationScore(LandmarkScheme scheme, Normaliser normaliser)
    implements ValidationMetric {
  private static final Set<String> AFLW = Set.of("aflw", "aflw-sqlite");

  /**
   * The width of the supplied box for AFLW (A); the box around the landmarks for MERL-RAV, of whose
   * profiles one outer eye corner has no place; else the outer eye corners, where the scheme has
   * them. Boxes from a file take the place of AFLW's, so that the box around the landmarks is
   * taken.
   *
   * @param kind of data set
   * @param boxes where those of the faces come from
   */
  public static ValidationScore of(LandmarkScheme scheme, String kind, BoxProtocol.Kind boxes) {
    if (AFLW.contains(kind)) {
      String norm = boxes == BoxProtocol.Kind.FILE ? "landmark-box" : "box-width";
      return new ValidationScore(scheme, Normaliser.of(norm));
    }
    Normaliser eyes = Normaliser.of("inter-ocular");
    boolean twoEyes = eyes.suits(scheme) && !kind.equals("merl-rav");
    return new ValidationScore(scheme, twoEyes ? eyes : Normaliser.of("landmark-box"));
  }

  @Override
  public String norm() {
    return normaliser.name();
  }

  /** A face without a length under the norm has no error, as everywhere in scoring. */
  @Override
  public double nme(List<Face> faces, List<Landmarks> predictions) {
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < faces.size(); i++) {
      Face face = faces.get(i);
      double length = normaliser.length(scheme, face.landmarks(), face.box());
      double nme =
          NormalisedMeanError.ofFace(
              PointErrors.between(face.landmarks(), predictions.get(i)), length);
      if (!Double.isNaN(nme)) {
        sum += nme;
        counted++;
      }
    }
    if (counted == 0) {
      throw new InvalidDataException(
          "none of the %d validation faces has a length for the norm %s (%s), so no weights can be"
                  .formatted(faces.size(), normaliser.name(), normaliser.formula())
              + " selected; check the data set, or train with validation=none");
    }
    return 100 * sum / counted;
  }
}
