package org.wingloss.model.localiser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.geometry.Landmarks;

/**
 * How much the answer for a face moves under changes that should not matter: the box shifted by
 * {@value #SHIFT} of its side left, right, up and down, and each of these five crops mirrored too.
 *
 * <p>It is the spread of ten answers, not the distance from the truth: a network can be wrong and
 * sure. It ranks landmarks and faces (large where the network guesses) and needs no training.
 *
 * @param mean the mean of the answers, image pixels; usually a little better than one answer
 * @param spread per landmark, the root mean square distance of the answers from their mean, image
 *     pixels
 */
public record Uncertainty(Landmarks mean, List<Double> spread) {
  /** Shift of the box as a share of its sides. */
  public static final double SHIFT = 0.03;

  private static final double[][] SHIFTS = {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}};

  /** Copies the list. */
  public Uncertainty {
    spread = List.copyOf(spread);
  }

  /** Asks ten times about one face. */
  public static Uncertainty of(Localiser localiser, Face face) {
    List<Face> questions = new ArrayList<>();
    for (double[] shift : SHIFTS) {
      Box box = face.box();
      Box moved = box.moved(SHIFT * shift[0] * box.width(), SHIFT * shift[1] * box.height());
      questions.add(new Face(face.image(), moved, false));
      questions.add(new Face(face.image(), moved, true));
    }
    List<Landmarks> answers =
        localiser.localise(questions).stream().map(Localisation::landmarks).toList();
    int count = answers.get(0).count();
    double[] mean = new double[2 * count];
    for (Landmarks answer : answers) {
      for (int i = 0; i < count; i++) {
        mean[i] += answer.x(i) / answers.size();
        mean[count + i] += answer.y(i) / answers.size();
      }
    }
    double[] spread = new double[count];
    for (int i = 0; i < count; i++) {
      for (Landmarks answer : answers) {
        double dx = answer.x(i) - mean[i];
        double dy = answer.y(i) - mean[count + i];
        spread[i] += (dx * dx + dy * dy) / answers.size();
      }
      spread[i] = Math.sqrt(spread[i]);
    }
    return new Uncertainty(Landmarks.of(mean), Arrays.stream(spread).boxed().toList());
  }
}
