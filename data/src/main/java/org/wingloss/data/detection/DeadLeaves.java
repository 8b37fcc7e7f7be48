package org.wingloss.data.detection;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/**
 * Pictures without a face: shapes of all sizes, plain, shaded, striped and cloudy, that cover one
 * another. Such "dead leaves" have the statistics of photographs (Lee, Mumford and Huang, IJCV
 * 2001) and teach a network as much (Baradad et al., NeurIPS 2021).
 */
final class DeadLeaves {
  static final int SIDE = 256;
  private static final int TILE = 64;

  private final RandomGenerator random;
  private final List<FacePicture> palette;
  private final Color[] colours = new Color[6];

  /** Few, since a tile costs more than many leaves. */
  private final Paint[] textures = new Paint[4];

  private DeadLeaves(RandomGenerator random, List<FacePicture> palette) {
    this.random = random;
    this.palette = palette;
    for (int i = 0; i < colours.length; i++) {
      colours[i] = random.nextDouble() < 0.6 && !palette.isEmpty() ? seen() : free();
    }
    for (int i = 0; i < textures.length; i++) {
      textures[i] = i == 0 ? stripes(colour(), colour()) : clouds(colour(), colour());
    }
  }

  /**
   * A picture.
   *
   * @param palette pictures from which half of the colours come; may be empty
   */
  static RgbImage draw(RandomGenerator random, List<FacePicture> palette) {
    return new DeadLeaves(random, palette).picture();
  }

  private RgbImage picture() {
    BufferedImage canvas = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(paint(SIDE));
    graphics.fillRect(0, 0, SIDE, SIDE);
    int leaves = (int) Math.exp(random.nextDouble(0, Math.log(260)));
    double least = Math.exp(random.nextDouble(Math.log(2), Math.log(16)));
    double power = random.nextDouble(0.6, 2);
    for (int i = 0; i < leaves; i++) {
      // Sizes follow a power law, from least to half the picture.
      double u = random.nextDouble();
      double radius = Math.min(SIDE / 2.0, least * Math.pow(1 - u, -1 / power));
      double x = random.nextDouble(-20, SIDE + 20);
      double y = random.nextDouble(-20, SIDE + 20);
      AffineTransform place = AffineTransform.getTranslateInstance(x, y);
      place.rotate(random.nextDouble(0, 2 * Math.PI));
      place.scale(1, Math.exp(random.nextDouble(-1.4, 0.2)));
      AffineTransform before = graphics.getTransform();
      graphics.transform(place);
      graphics.setPaint(paint(radius));
      if (random.nextDouble() < 0.15) {
        graphics.setStroke(new BasicStroke((float) Math.max(1, radius / random.nextDouble(3, 20))));
        graphics.draw(shape(radius));
      } else {
        graphics.fill(shape(radius));
      }
      graphics.setTransform(before);
    }
    graphics.dispose();
    return ImageFiles.rgb(canvas);
  }

  private Shape shape(double r) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
      case 2 -> new Rectangle2D.Double(-r, -r, 2 * r, 2 * r);
      case 3 -> {
        Path2D polygon = new Path2D.Double();
        int corners = random.nextInt(3, 9);
        for (int i = 0; i < corners; i++) {
          double angle = 2 * Math.PI * (i + random.nextDouble(0, 0.8)) / corners;
          double length = r * random.nextDouble(0.4, 1);
          if (i == 0) {
            polygon.moveTo(length * Math.cos(angle), length * Math.sin(angle));
          } else {
            polygon.lineTo(length * Math.cos(angle), length * Math.sin(angle));
          }
        }
        polygon.closePath();
        yield polygon;
      }
      default -> {
        Path2D blob = new Path2D.Double();
        blob.moveTo(-r, 0);
        blob.curveTo(-r, -r * random.nextDouble(0.5, 2), r, -r * random.nextDouble(0, 2), r, 0);
        blob.curveTo(r, r * random.nextDouble(0.5, 2), -r, r * random.nextDouble(0, 2), -r, 0);
        yield blob;
      }
    };
  }

  private Paint paint(double r) {
    float reach = (float) Math.max(2, r);
    Color one = colour();
    Color other = colour();
    return switch (random.nextInt(8)) {
      case 0 -> one;
      case 1 -> new GradientPaint(-reach, 0, one, reach, 0, other);
      // Shaded like a ball, lit from one side.
      case 2, 3 ->
          new RadialGradientPaint(
              random.nextFloat(-0.6f, 0.6f) * reach,
              random.nextFloat(-0.6f, 0.6f) * reach,
              1.5f * reach,
              new float[] {0, 1},
              new Color[] {one, dark(one)});
      default -> textures[random.nextInt(textures.length)];
    };
  }

  private Paint stripes(Color one, Color other) {
    BufferedImage tile = new BufferedImage(TILE, TILE, BufferedImage.TYPE_INT_RGB);
    int wide = random.nextInt(1, 9);
    int high = random.nextBoolean() ? TILE : random.nextInt(1, 9);
    double disorder = random.nextBoolean() ? 0 : random.nextDouble(0, 0.4);
    for (int y = 0; y < TILE; y++) {
      for (int x = 0; x < TILE; x++) {
        boolean first = (x / wide + y / high) % 2 == 0 ^ random.nextDouble() < disorder;
        tile.setRGB(x, y, (first ? one : other).getRGB());
      }
    }
    return tiled(tile);
  }

  /** A tile between two colours, rough at several sizes. */
  private Paint clouds(Color one, Color other) {
    BufferedImage tile = new BufferedImage(TILE, TILE, BufferedImage.TYPE_INT_RGB);
    double[] sum = new double[TILE * TILE];
    double roughness = random.nextDouble(0.3, 1);
    double amplitude = random.nextDouble(0.3, 1);
    for (int cell = 32; cell >= 1; cell /= 2) {
      int n = TILE / cell;
      double[] lattice = new double[n * n];
      for (int i = 0; i < lattice.length; i++) {
        lattice[i] = random.nextDouble(-1, 1) * amplitude;
      }
      for (int y = 0; y < TILE; y++) {
        for (int x = 0; x < TILE; x++) {
          sum[y * TILE + x] += smooth(lattice, n, (double) x / cell, (double) y / cell);
        }
      }
      amplitude *= roughness;
    }
    for (int i = 0; i < sum.length; i++) {
      double share = Math.max(0, Math.min(1, 0.5 + 0.5 * sum[i]));
      tile.setRGB(i % TILE, i / TILE, mixed(one, other, share));
    }
    return tiled(tile);
  }

  private static double smooth(double[] lattice, int n, double x, double y) {
    int x0 = (int) x;
    int y0 = (int) y;
    double fx = x - x0;
    double fy = y - y0;
    int x1 = (x0 + 1) % n;
    int y1 = (y0 + 1) % n;
    double top = lattice[y0 * n + x0] * (1 - fx) + lattice[y0 * n + x1] * fx;
    double bottom = lattice[y1 * n + x0] * (1 - fx) + lattice[y1 * n + x1] * fx;
    return top * (1 - fy) + bottom * fy;
  }

  private Paint tiled(BufferedImage tile) {
    double side = TILE * Math.exp(random.nextDouble(-0.7, 1));
    return new TexturePaint(tile, new Rectangle2D.Double(0, 0, side, side));
  }

  private Color colour() {
    Color base = colours[random.nextInt(colours.length)];
    return new Color(
        mixed(base, random.nextBoolean() ? Color.BLACK : Color.WHITE, random.nextDouble(0, 0.35)));
  }

  /** A colour of a picture: skin, hair, clothes, wall. */
  private Color seen() {
    RgbImage image = palette.get(random.nextInt(palette.size())).image();
    int at = 3 * random.nextInt(image.width() * image.height());
    return new Color(
        image.rgb()[at] & 0xFF, image.rgb()[at + 1] & 0xFF, image.rgb()[at + 2] & 0xFF);
  }

  private Color free() {
    float saturation = (float) Math.pow(random.nextDouble(), 1.5);
    return Color.getHSBColor(random.nextFloat(), saturation, random.nextFloat());
  }

  private Color dark(Color colour) {
    return new Color(mixed(colour, Color.BLACK, random.nextDouble(0.2, 0.9)));
  }

  private static int mixed(Color a, Color b, double share) {
    int red = (int) Math.round(a.getRed() + share * (b.getRed() - a.getRed()));
    int green = (int) Math.round(a.getGreen() + share * (b.getGreen() - a.getGreen()));
    int blue = (int) Math.round(a.getBlue() + share * (b.getBlue() - a.getBlue()));
    return red << 16 | green << 8 | blue;
  }
}
