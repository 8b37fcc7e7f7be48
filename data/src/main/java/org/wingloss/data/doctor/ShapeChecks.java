package org.wingloss.data.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.shape.Plausibility;
import org.wingloss.data.shape.ShapeFit;

/**
 * Finds landmarks that make no face, by what most faces of the data set look like. A fault of all
 * landmarks is named when undoing it gives a face.
 */
final class ShapeChecks {
  /** What is no face at all: the rarest poses lie between, and a shuffled face at 14. */
  private static final double NO_FACE = 8;

  /** The same as a share of the face's size, for schemes of a few landmarks. */
  private static final double NO_FACE_SHARE = 0.25;

  /** What is too far for the farthest landmark of a face, which varies less. */
  private static final double FAR_LANDMARK = 4.5;

  /** Degrees against the mean shape beyond which a face is hardly annotated. */
  private static final double UPRIGHT = 60;

  private final Plausibility plausibility;
  private final List<OrderFault> faults;

  /** Landmarks that may be off one by one; with more of them it is the face that is wrong. */
  private final int mostSingle;

  private final double limit;
  private final double noFaceLimit;
  private final double landmarkLimit;

  ShapeChecks(LandmarkScheme scheme, List<Landmarks> shapes) {
    plausibility = Plausibility.of(shapes);
    faults = OrderFault.of(scheme);
    mostSingle = Math.max(1, Math.min(3, scheme.count() / 10));
    limit = Plausibility.FAR * plausibility.usual();
    noFaceLimit = Math.max(limit, Math.min(NO_FACE * plausibility.usual(), NO_FACE_SHARE));
    landmarkLimit = FAR_LANDMARK * plausibility.usualFarthest();
  }

  /** What is wrong with a shape, if something is. */
  Optional<String> fault(Landmarks shape) {
    if (!Plausibility.canJudge(shape)) {
      return Optional.empty();
    }
    ShapeFit asIs = plausibility.fit(shape);
    boolean fits = asIs.distance() <= limit;
    Optional<String> order = fits ? Optional.empty() : orderFault(shape, asIs);
    Optional<String> fault = order.or(() -> singleLandmarks(shape, asIs));
    if (asIs.distance() <= noFaceLimit || fault.isPresent()) {
      return fault;
    }
    long off = IntStream.range(0, shape.count()).filter(i -> asIs.distance(i) > limit).count();
    return Optional.of(
        "the landmarks make no face, as if shuffled: %d of %d are far from where they should be"
            .formatted(off, shape.count()));
  }

  private Optional<String> orderFault(Landmarks shape, ShapeFit asIs) {
    record Undone(OrderFault fault, ShapeFit fit) {}
    double most = Math.min(limit, asIs.distance() / 2);
    return faults.stream()
        .map(fault -> new Undone(fault, plausibility.fit(fault.undo().apply(shape))))
        .filter(undone -> undone.fit().distance() <= most)
        .min(
            Comparator.comparing((Undone undone) -> Math.abs(undone.fit().rotation()) > UPRIGHT)
                .thenComparing(undone -> undone.fit().distance()))
        .map(undone -> undone.fault().name());
  }

  /** Landmarks that are far off while all others are where they should be. */
  private Optional<String> singleLandmarks(Landmarks shape, ShapeFit asIs) {
    Set<Integer> off = new TreeSet<>();
    ShapeFit fit = asIs;
    while (fit.distance() > limit || fit.distance(fit.farthest(off)) > landmarkLimit) {
      Optional<Integer> next =
          off.size() == mostSingle ? Optional.empty() : mostDisturbing(shape, off);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      off.add(next.get());
      fit = plausibility.fit(shape, off);
    }
    ShapeFit others = fit;
    List<Integer> far = off.stream().filter(i -> others.distance(i) > landmarkLimit).toList();
    if (far.size() == 2 && areExchanged(shape, far.get(0), far.get(1))) {
      return Optional.of("landmarks %d and %d are exchanged".formatted(far.get(0), far.get(1)));
    }
    String text =
        far.stream()
            .map(
                i ->
                    NumberText.format(
                        "landmark %d is off by %.2f of the face's size", i, others.distance(i)))
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /**
   * The landmark without which the others fit best: one far off draws the whole fit to it. None if
   * the others are always in one spot.
   */
  private Optional<Integer> mostDisturbing(Landmarks shape, Set<Integer> off) {
    return IntStream.range(0, shape.count())
        .filter(i -> shape.isPresent(i) && !off.contains(i))
        .boxed()
        .filter(i -> Plausibility.canFit(shape, and(off, i)))
        .min(Comparator.comparingDouble(i -> plausibility.fit(shape, and(off, i)).distance()));
  }

  private static Set<Integer> and(Set<Integer> off, int i) {
    Set<Integer> all = new TreeSet<>(off);
    all.add(i);
    return all;
  }

  private boolean areExchanged(Landmarks shape, int i, int j) {
    int[] order = IntStream.range(0, shape.count()).map(k -> k == i ? j : k == j ? i : k).toArray();
    ShapeFit undone = plausibility.fit(shape.reorder(order));
    return undone.distance() <= limit
        && undone.distance(undone.farthest(Set.of())) <= landmarkLimit;
  }
}
