package org.wingloss.evaluation.metric;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/** A length of the face box that comes with the annotations; a detector's box is another norm. */
public final class BoxNormaliser implements Normaliser {
  /** The width. The paper's norm for AFLW (docs/paper.md, section 7) (A). */
  public static final BoxNormaliser WIDTH = new BoxNormaliser("box-width", "width", Box::width);

  /** √(width · height). Used with 300-W private and COFW-68. */
  public static final BoxNormaliser SIZE =
      new BoxNormaliser(
          "box-size", "√(width · height)", box -> Math.sqrt(box.width() * box.height()));

  /** The longer side. */
  public static final BoxNormaliser MAX =
      new BoxNormaliser("box-max", "longer side", box -> Math.max(box.width(), box.height()));

  /** The diagonal. */
  public static final BoxNormaliser DIAGONAL =
      new BoxNormaliser("box-diagonal", "diagonal", box -> Math.hypot(box.width(), box.height()));

  private final String name;
  private final String length;
  private final ToDoubleFunction<Box> pixels;

  private BoxNormaliser(String name, String length, ToDoubleFunction<Box> pixels) {
    this.name = name;
    this.length = length;
    this.pixels = pixels;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String formula() {
    return length + " of the supplied face box";
  }

  @Override
  public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
    return box.isPresent() ? pixels.applyAsDouble(box.get()) : Double.NaN;
  }
}
