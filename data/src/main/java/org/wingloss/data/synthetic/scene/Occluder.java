package org.wingloss.data.synthetic.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.wingloss.data.synthetic.render.Canvas;
import org.wingloss.data.synthetic.render.NoiseTexture;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.Shader;
import org.wingloss.data.synthetic.skin.Appearance;

/** Something before the face: a hand, or an object with a pattern. */
public final class Occluder {
  /** A rounded bar between two points; lengths are shares of the face's height. */
  private record Bar(double ax, double ay, double bx, double by, double radius) {}

  private final List<Bar> bars = new ArrayList<>();
  private final int colour;
  private final int second;
  private final boolean round;
  private final float pattern;
  private final float light;

  public Occluder(RandomGenerator random, Appearance look) {
    double angle = random.nextDouble(0, 2 * Math.PI);
    double reach = random.nextDouble(0.25, 0.75);
    double cx = reach * StrictMath.cos(angle);
    double cy = reach * StrictMath.sin(angle) * 1.1;
    boolean hand = random.nextDouble() < 0.45;
    light = random.nextFloat(0.55f, 1.1f);
    if (hand) {
      hand(random, cx, cy, angle + Math.PI + random.nextGaussian() * 0.5);
      colour = look.skin;
      second = Shader.mix(look.skin, 0x401810, 0.3f);
      round = true;
      pattern = 0.05f;
    } else {
      object(random, cx, cy);
      colour = random.nextInt(0x1000000);
      second = random.nextInt(0x1000000);
      round = random.nextBoolean();
      pattern = random.nextFloat(0, 0.6f);
    }
  }

  private void hand(RandomGenerator random, double cx, double cy, double towards) {
    double dx = StrictMath.cos(towards);
    double dy = StrictMath.sin(towards);
    double size = random.nextDouble(0.8, 1.15);
    bars.add(new Bar(cx - dx * 0.7, cy - dy * 0.7, cx - dx * 0.15, cy - dy * 0.15, 0.19 * size));
    int fingers = 4;
    double spread = random.nextDouble(0.05, 0.22);
    double length = random.nextDouble(0.15, 0.48) * size;
    for (int i = 0; i < fingers; i++) {
      double side = (i - 1.5) * 0.105 * size;
      double angle = (i - 1.5) * spread;
      double fx = cx - dy * side - dx * 0.08;
      double fy = cy + dx * side - dy * 0.08;
      double l = length * (i == 0 || i == 3 ? 0.8 : 1);
      bars.add(
          new Bar(
              fx,
              fy,
              fx + l * StrictMath.cos(towards + angle),
              fy + l * StrictMath.sin(towards + angle),
              0.055 * size));
    }
    bars.add(
        new Bar(
            cx - dy * 0.16 * size,
            cy + dx * 0.16 * size,
            cx - dy * 0.34 * size + dx * 0.14,
            cy + dx * 0.34 * size + dy * 0.14,
            0.06 * size));
  }

  private void object(RandomGenerator random, double cx, double cy) {
    double angle = random.nextDouble(0, Math.PI);
    double length = random.nextDouble(0.05, 0.6);
    double dx = StrictMath.cos(angle) * length;
    double dy = StrictMath.sin(angle) * length;
    bars.add(new Bar(cx - dx, cy - dy, cx + dx, cy + dy, random.nextDouble(0.06, 0.28)));
  }

  /**
   * Draws it.
   *
   * @param faceX the face's middle
   * @param faceY the face's middle
   * @param faceHeight canvas pixels
   */
  public void draw(Canvas canvas, double faceX, double faceY, double faceHeight) {
    for (Bar bar : bars) {
      draw(canvas, bar, faceX, faceY, faceHeight);
    }
  }

  private void draw(Canvas canvas, Bar bar, double faceX, double faceY, double faceHeight) {
    float ax = (float) (faceX + bar.ax * faceHeight);
    float ay = (float) (faceY + bar.ay * faceHeight);
    float dx = (float) ((bar.bx - bar.ax) * faceHeight);
    float dy = (float) ((bar.by - bar.ay) * faceHeight);
    float radius = (float) (bar.radius * faceHeight);
    float inverse = 1 / (dx * dx + dy * dy + 1e-6f);
    int size = canvas.size();
    int left = Math.max(0, (int) (ax + Math.min(0, dx) - radius));
    int right = Math.min(size - 1, (int) (ax + Math.max(0, dx) + radius) + 1);
    int top = Math.max(0, (int) (ay + Math.min(0, dy) - radius));
    int bottom = Math.min(size - 1, (int) (ay + Math.max(0, dy) + radius) + 1);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        float px = x - ax;
        float py = y - ay;
        float t = Math.max(0, Math.min(1, (px * dx + py * dy) * inverse));
        float ex = px - t * dx;
        float ey = py - t * dy;
        float squared = (ex * ex + ey * ey) / (radius * radius);
        if (squared < 1) {
          float bulge = round ? (float) Math.sqrt(1 - squared) : 1;
          float shade = light * (0.45f + 0.55f * bulge);
          float noise = NoiseTexture.at(NoiseTexture.CLOUDS, px * 0.9f, py * 0.9f);
          int c = Shader.mix(colour, second, Math.max(0, Math.min(1, pattern * (1 + 2 * noise))));
          canvas.cover(y * size + x, Shader.lit(c, shade, shade, shade, 0), Part.OCCLUDER);
        }
      }
    }
  }
}
