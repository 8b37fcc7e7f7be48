package org.wingloss.model.detector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector.Detection;
import org.wingloss.model.network.DetectionNetwork;
import org.wingloss.model.onnx.DetectionExport;

/**
 * Files of our own {@link DetectionNetwork}: RGB in [0, 1] of any size, one output. The picture is
 * searched at several scales, and what several cells say of one face becomes one box.
 */
record CellDetector() implements DetectorFamily {
  /** The side of an input that is as large as a picture needs. */
  private static final int AS_NEEDED = 0;

  /** A picture is searched at this share of its size: faces of 50 pixels are 18 then. */
  private static final double FINEST = 0.35;

  /** The longer side of the finest scale is at least so many pixels. */
  private static final int SHORTEST = 640;

  /** At this score scenes without a face have hardly a detection; chosen on synthetic scenes. */
  private static final double LEAST_SCORE = 0.42;

  /** From here on a place is a face if its landmarks say so too; chosen on synthetic scenes. */
  private static final double VERIFIED_SCORE = 0.2;

  /** From here on it is one, whatever they say; chosen on synthetic scenes. */
  private static final double SURE_SCORE = 0.6;

  /** What scores as much in one view is looked at again. */
  private static final double CANDIDATE_SCORE = 0.25;

  /** Boxes that overlap at least as much (intersection over union) are views of one face. */
  private static final double SAME = 0.45;

  /** A box of which so much lies in a better one is no second face. */
  private static final double INSIDE = 0.6;

  /** What another runtime must know of it. */
  static FaceDetector.Search search(boolean verified) {
    return new FaceDetector.Search(
        FINEST,
        SHORTEST,
        FaceDetector.LARGEST_SIZE,
        verified ? Math.min(CANDIDATE_SCORE, VERIFIED_SCORE) : CANDIDATE_SCORE,
        FaceDetector.MOST_FACES,
        LEAST_SCORE);
  }

  @Override
  public Layout layout() {
    return new Layout(List.of(DetectionExport.OUTPUT), AS_NEEDED, AS_NEEDED, false);
  }

  @Override
  public boolean takesAnySize() {
    return true;
  }

  @Override
  public float level(int value) {
    return value / 255f;
  }

  @Override
  public void views(RgbImage image, int width, int height, Consumer<View> consumer) {
    int longest = Math.max(width, height);
    if (longest == AS_NEEDED) {
      double needed = FINEST * Math.max(image.width(), image.height());
      longest = (int) Math.min(FaceDetector.LARGEST_SIZE, Math.max(SHORTEST, needed));
    }
    new PictureScales(longest, DetectionNetwork.STRIDE).forEach(image, consumer);
  }

  @Override
  public double leastScore() {
    return LEAST_SCORE;
  }

  @Override
  public double candidateScore() {
    return CANDIDATE_SCORE;
  }

  @Override
  public double verifiedScore() {
    return VERIFIED_SCORE;
  }

  @Override
  public double sureScore() {
    return SURE_SCORE;
  }

  /** The score is the mean over the first and the {@linkplain CloserLook closer} views. */
  @Override
  public List<Detection> confirmed(
      List<Detection> found,
      RgbImage image,
      double least,
      Function<View, List<Detection>> detector) {
    List<Detection> confirmed = new ArrayList<>();
    for (Detection first : found) {
      List<Detection> views = new ArrayList<>(List.of(first));
      double score = first.score();
      for (CloserLook look : CloserLook.ALL) {
        Optional<Detection> again =
            detector.apply(look.of(image, first)).stream()
                .filter(one -> first.box().overlap(one.box()) >= SAME)
                .max(Comparator.comparingDouble(Detection::score));
        score += again.map(Detection::score).orElse(0.0);
        again.ifPresent(views::add);
      }
      score /= 1 + CloserLook.ALL.size();
      if (score >= least) {
        confirmed.add(new Detection(mean(views), score));
      }
    }
    confirmed.sort(Comparator.comparingDouble(Detection::score).reversed());
    return confirmed;
  }

  @Override
  public List<Detection> decode(Outputs outputs, int width, int height, double least) {
    int columns = width / DetectionNetwork.STRIDE;
    int cells = columns * (height / DetectionNetwork.STRIDE);
    float[] values = outputs.read(DetectionExport.OUTPUT, DetectionNetwork.NUMBERS * cells);
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      double score = 1 / (1 + Math.exp(-values[i]));
      if (score >= least) {
        double x = (i % columns + 0.5) * DetectionNetwork.STRIDE;
        double y = (Math.floorDiv(i, columns) + 0.5) * DetectionNetwork.STRIDE;
        Detection.about(
                x + values[cells + i] * DetectionNetwork.UNIT,
                y + values[2 * cells + i] * DetectionNetwork.UNIT,
                Math.exp(values[3 * cells + i]) * DetectionNetwork.UNIT,
                Math.exp(values[4 * cells + i]) * DetectionNetwork.UNIT,
                score)
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** The best first; its box is the mean, by score, of all that overlap it well. */
  @Override
  public List<Detection> merge(List<Detection> found) {
    List<Detection> open = new ArrayList<>(found);
    open.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> faces = new ArrayList<>();
    while (!open.isEmpty() && faces.size() < FaceDetector.MOST_FACES) {
      Detection best = open.get(0);
      List<Detection> same =
          open.stream().filter(one -> best.box().overlap(one.box()) >= SAME).toList();
      faces.add(new Detection(mean(same), best.score()));
      Box box = faces.get(faces.size() - 1).box();
      open.removeAll(same);
      open.removeIf(
          one ->
              box.overlap(one.box()) > FaceDetector.MOST_OVERLAP
                  || box.common(one.box()) / Math.min(box.area(), one.box().area()) > INSIDE);
    }
    return faces;
  }

  private static Box mean(List<Detection> same) {
    double[] edges = new double[4];
    double weights = 0;
    for (Detection one : same) {
      edges[0] += one.score() * one.box().left();
      edges[1] += one.score() * one.box().top();
      edges[2] += one.score() * one.box().right();
      edges[3] += one.score() * one.box().bottom();
      weights += one.score();
    }
    return new Box(edges[0] / weights, edges[1] / weights, edges[2] / weights, edges[3] / weights);
  }
}
