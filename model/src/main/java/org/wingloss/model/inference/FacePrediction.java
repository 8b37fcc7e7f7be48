package org.wingloss.model.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.network.UsualSpread;

/**
 * The prediction for one face: of one model, or the average over models and TTA views.
 *
 * @param landmarks pixels of the picture
 * @param spread per landmark, the root mean square distance of the averaged predictions from their
 *     average, pixels of the picture; 0 where there was one. It ranks landmarks and faces, but it
 *     is not the error: networks can be wrong and sure
 * @param plausible whether the landmarks could be a face, by the shapes of the training set and,
 *     where several views were averaged, by how far they differ; absent where the model does not
 *     carry its shapes
 * @param fallback why the second stage of a model saw the face box, if one did
 */
public record FacePrediction(
    Landmarks landmarks,
    List<Double> spread,
    Optional<Boolean> plausible,
    Optional<String> fallback) {
  /** Copies the list. */
  public FacePrediction {
    spread = List.copyOf(spread);
  }

  /**
   * The average of at least one localisation of the same face. An average is more regular than what
   * it was taken of, so that most of them must be plausible too.
   *
   * @param usual how far they may differ; empty where that is not known
   */
  static FacePrediction average(
      List<Localisation> found, Optional<PlausibleShapes> shapes, Optional<UsualSpread> usual) {
    List<Landmarks> all = found.stream().map(Localisation::landmarks).toList();
    Landmarks average = Landmarks.average(all);
    double[] spread = new double[average.count()];
    for (int i = 0; i < spread.length; i++) {
      for (Landmarks one : all) {
        double dx = one.x(i) - average.x(i);
        double dy = one.y(i) - average.y(i);
        spread[i] += (dx * dx + dy * dy) / all.size();
      }
      spread[i] = Math.sqrt(spread[i]);
    }
    boolean agreed = usual.isEmpty() || relative(spread, average) <= usual.get().limit();
    return new FacePrediction(
        average,
        Arrays.stream(spread).boxed().toList(),
        shapes.map(
            known ->
                agreed
                    && known.holds(average)
                    && 2 * all.stream().filter(known::holds).count() > all.size()),
        found.stream().flatMap(one -> one.fallback().stream()).findFirst());
  }

  /**
   * The mean spread as a share of the longer side of the box around the landmarks; infinite where
   * they span none.
   */
  public double relativeSpread() {
    return relative(spread.stream().mapToDouble(s -> s).toArray(), landmarks);
  }

  private static double relative(double[] spread, Landmarks landmarks) {
    double mean = Arrays.stream(spread).average().orElse(0);
    return landmarks
        .span()
        .map(box -> mean / Math.max(box.width(), box.height()))
        .orElse(Double.POSITIVE_INFINITY);
  }
}
