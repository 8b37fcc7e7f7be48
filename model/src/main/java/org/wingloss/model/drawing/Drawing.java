package org.wingloss.model.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.geometry.PictureBounds;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;

/** A copy of a picture into which boxes, outlines and landmarks are drawn. */
public final class Drawing {
  private static final Color SPREAD = new Color(255, 60, 60, 220);

  /**
   * What lines look like. The colours differ in lightness and from blue to yellow, so that those
   * who do not tell red from green tell them apart, and the lines of what is no face are broken.
   */
  public enum Marking {
    /** A face. */
    FACE(new Color(255, 196, 0), new Color(0, 200, 255, 200), new Color(60, 255, 60), false),
    /** Ground truth beside a prediction. */
    GROUND_TRUTH(Color.WHITE, new Color(255, 255, 255, 200), Color.WHITE, true),
    /** Landmarks that make no face. */
    IMPLAUSIBLE(
        new Color(200, 30, 160), new Color(200, 30, 160, 200), new Color(255, 120, 220), true);

    private final Color box;
    private final Color line;
    private final Color point;
    private final boolean broken;

    Marking(Color box, Color line, Color point, boolean broken) {
      this.box = box;
      this.line = line;
      this.point = point;
      this.broken = broken;
    }

    /** Of a prediction, which is taken for a face where nothing is known. */
    public static Marking of(Optional<Boolean> plausible) {
      return plausible.orElse(true) ? FACE : IMPLAUSIBLE;
    }

    private BasicStroke stroke(double width) {
      float w = (float) width;
      return broken
          ? new BasicStroke(
              w, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4 * w, 3 * w}, 0)
          : new BasicStroke(w);
    }
  }

  private final BufferedImage canvas;
  private final Graphics2D pen;
  private final Strokes strokes;
  private final double unit;

  /** Begins with a copy of the picture. */
  public Drawing(RgbImage image) {
    canvas = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[image.width()];
    byte[] rgb = image.rgb();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        int at = 3 * (y * row.length + x);
        row[x] = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | (rgb[at + 2] & 0xFF);
      }
      canvas.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    pen = canvas.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    // Java2D puts pixel centres at halves, this project on integers.
    pen.translate(0.5, 0.5);
    strokes = new Strokes(pen, new PictureBounds(image.width(), image.height()));
    unit = Math.max(1, Math.max(image.width(), image.height()) / 600.0);
  }

  /** Draws the box of a face. */
  public Drawing box(Box box) {
    return box(box, Marking.FACE);
  }

  /** Draws a box. */
  public Drawing box(Box box, Marking marking) {
    pen.setColor(marking.box);
    // As thick as the picture needs to show it, but not for a small face in a large picture.
    double side = Math.max(box.width(), box.height());
    pen.setStroke(marking.stroke(Math.min(unit, Math.max(1, side / 50))));
    strokes.line(
        List.of(
            new double[] {box.left(), box.top()},
            new double[] {box.right(), box.top()},
            new double[] {box.right(), box.bottom()},
            new double[] {box.left(), box.bottom()}),
        true);
    return this;
  }

  /** Draws the landmarks of a face. */
  public Drawing landmarks(Landmarks landmarks, LandmarkScheme scheme) {
    return landmarks(landmarks, scheme, Marking.FACE);
  }

  /** Draws the scheme's outlines and a dot on every landmark, sized to the face. */
  public Drawing landmarks(Landmarks landmarks, LandmarkScheme scheme, Marking marking) {
    double radius = radius(landmarks);
    pen.setColor(marking.line);
    pen.setStroke(marking.stroke(Math.max(0.7, radius / 2)));
    for (LandmarkScheme.Outline outline : scheme.outlines()) {
      strokes.line(
          outline.points().stream()
              .map(i -> new double[] {landmarks.x(i), landmarks.y(i)})
              .toList(),
          outline.closed());
    }
    pen.setColor(marking.point);
    for (int i = 0; i < landmarks.count(); i++) {
      strokes.dot(landmarks.x(i), landmarks.y(i), radius);
    }
    return this;
  }

  /** Draws a circle of radius {@code spread} pixels about every landmark. */
  public Drawing spread(Landmarks landmarks, List<Double> spread) {
    pen.setColor(SPREAD);
    pen.setStroke(new BasicStroke((float) Math.max(0.7, radius(landmarks) / 2)));
    for (int i = 0; i < landmarks.count(); i++) {
      strokes.ring(landmarks.x(i), landmarks.y(i), spread.get(i));
    }
    return this;
  }

  /** By the size of the face, as far as a face fits into the picture. */
  private double radius(Landmarks landmarks) {
    double most = Math.max(canvas.getWidth(), canvas.getHeight()) / 60.0;
    double side = landmarks.span().map(box -> Math.max(box.width(), box.height())).orElse(0.0);
    return Math.max(0.8, Math.min(most, side / 120));
  }

  /** The finished picture. */
  public RgbImage image() {
    pen.dispose();
    return ImageFiles.rgb(canvas);
  }
}
