package org.wingloss.data.detection;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;

/** Lays pictures and parts of them over a scene. */
final class Overlay {
  /** What of a picture is laid over the scene. */
  enum Shape {
    /** The whole picture with its own background. */
    PICTURE,
    /** What is not its background. */
    PERSON,
    /** An ellipse about the face, softly. */
    HEAD
  }

  /** The pixels of a scene that a box may touch; right and bottom are the first beyond. */
  private record Region(int left, int top, int right, int bottom) {
    static Region of(RgbImage scene, Box box) {
      int left = (int) Math.max(0, Math.floor(box.left()));
      int top = (int) Math.max(0, Math.floor(box.top()));
      return new Region(
          left,
          top,
          (int) Math.max(left, Math.min(scene.width(), Math.ceil(box.right()) + 1)),
          (int) Math.max(top, Math.min(scene.height(), Math.ceil(box.bottom()) + 1)));
    }

    boolean isEmpty() {
      return left == right || top == bottom;
    }

    /** What of a picture comes to lie here. */
    RgbImage cut(RgbImage picture, AffineMap map) {
      return Warp.crop(
          picture, AffineMap.translation(-left, -top).after(map), right - left, bottom - top);
    }
  }

  /** Lays a picture. */
  void lay(
      RgbImage scene, FacePicture picture, AffineMap map, Shape shape, RandomGenerator random) {
    Box face = picture.box(map);
    Region region = Region.of(scene, picture.bounds(map));
    if (region.isEmpty()) {
      return;
    }
    RgbImage seen = region.cut(picture.image(), map);
    RgbImage person = shape == Shape.PERSON ? region.cut(picture.person(), map) : seen;
    AffineMap back = map.inverse();
    double reach = random.nextDouble(1.3, 2.2);
    double soft = random.nextDouble(0.05, 0.5);
    Tone tone = Tone.random(random);
    int from = 0;
    for (int y = region.top(); y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++, from += 3) {
        int at = 3 * (y * scene.width() + x);
        double u = back.x(x, y);
        double v = back.y(x, y);
        double inside =
            Math.min(
                Math.min(u + 1, picture.image().width() - u),
                Math.min(v + 1, picture.image().height() - v));
        double opacity =
            switch (shape) {
              case PICTURE -> 1;
              case PERSON -> (person.rgb()[from] & 0xFF) / 255.0;
              case HEAD -> {
                double dx = (x - face.centreX()) / face.width() * 2;
                double dy = (y - face.centreY()) / face.height() * 2;
                yield (reach - Math.hypot(dx, dy)) / soft;
              }
            };
        opacity = Math.max(0, Math.min(1, Math.min(opacity, inside)));
        if (opacity > 0) {
          for (int k = 0; k < 3; k++) {
            mix(scene, at + k, tone.of(seen.rgb()[from + k], k), opacity);
          }
        }
      }
    }
  }

  private static void mix(RgbImage scene, int at, double value, double opacity) {
    int below = scene.rgb()[at] & 0xFF;
    scene.rgb()[at] = (byte) (int) Math.round(below + opacity * (value - below));
  }

  /** The squares of a face in a wrong order. */
  void scrambled(RgbImage scene, FacePicture picture, Box box, RandomGenerator random) {
    RgbImage face = square(picture, 1.1, 48);
    RgbImage mixed = new RgbImage(48, 48);
    int n = random.nextInt(2, 5);
    int tile = 48 / n;
    int[] order = new int[n * n];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    for (int i = 0; i < order.length; i++) {
      for (int y = 0; y < tile; y++) {
        int from = (order[i] / n * tile + y) * 48 + order[i] % n * tile;
        int to = (i / n * tile + y) * 48 + i % n * tile;
        System.arraycopy(face.rgb(), 3 * from, mixed.rgb(), 3 * to, 3 * tile);
      }
    }
    paste(scene, mixed, box);
  }

  /** A part of a face, as large as a face. */
  void part(RgbImage scene, FacePicture picture, Box box, RandomGenerator random) {
    RgbImage face = square(picture, 1, 96);
    int side = random.nextInt(24, 50);
    int left = random.nextInt(96 - side);
    int top = random.nextInt(96 - side);
    RgbImage part = Warp.crop(face, AffineMap.translation(-left, -top), side, side);
    paste(scene, part, box);
  }

  private static RgbImage square(FacePicture picture, double enlarged, int size) {
    return Warp.crop(
        picture.image(),
        AffineMap.boxToSquare(picture.box().square().scaled(enlarged), size),
        size,
        size);
  }

  /** A picture over a box, edge to edge. */
  private static void paste(RgbImage scene, RgbImage part, Box box) {
    AffineMap map =
        new AffineMap(
            box.width() / part.width(), 0, box.left(), 0, box.height() / part.height(), box.top());
    Region region = Region.of(scene, box);
    if (region.isEmpty()) {
      return;
    }
    RgbImage seen = region.cut(part, map);
    int row = 3 * (region.right() - region.left());
    for (int y = region.top(); y < region.bottom(); y++) {
      int to = 3 * (y * scene.width() + region.left());
      System.arraycopy(seen.rgb(), (y - region.top()) * row, scene.rgb(), to, row);
    }
  }

  /** An ellipse or a rectangle that shows another picture. */
  void blob(RgbImage scene, RgbImage shown, Box box, RandomGenerator random) {
    boolean round = random.nextDouble() < 0.6;
    double cos = Math.cos(random.nextDouble(0, Math.PI));
    double sin = Math.sqrt(1 - cos * cos);
    double soft = random.nextDouble(0.02, 0.3);
    Region region = Region.of(scene, box.scaled(1.5));
    for (int y = region.top(); y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++) {
        double dx = (x - box.centreX()) / box.width() * 2;
        double dy = (y - box.centreY()) / box.height() * 2;
        double u = cos * dx + sin * dy;
        double v = cos * dy - sin * dx;
        double away = round ? Math.hypot(u, v) : Math.max(Math.abs(u), Math.abs(v));
        double opacity = Math.max(0, Math.min(1, (1 - away) / soft));
        if (opacity > 0) {
          int at = 3 * (y * scene.width() + x);
          for (int k = 0; k < 3; k++) {
            mix(scene, at + k, shown.rgb()[at + k] & 0xFF, opacity);
          }
        }
      }
    }
  }

  /** Two or three dark spots on a ball: what a weak detector takes for a face. */
  void patterned(RgbImage scene, Box box, RandomGenerator random) {
    double[] colour = {
      random.nextDouble(90, 255), random.nextDouble(60, 220), random.nextDouble(40, 200)
    };
    double lean = random.nextDouble(-0.5, 0.5);
    int spots = random.nextInt(4);
    double[][] places = new double[spots][];
    for (int i = 0; i < spots; i++) {
      places[i] =
          new double[] {
            random.nextDouble(-0.8, 0.8),
            random.nextDouble(-0.8, 0.8),
            random.nextDouble(0.05, 0.35)
          };
    }
    Region region = Region.of(scene, box);
    for (int y = region.top(); y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++) {
        double dx = (x - box.centreX()) / box.width() * 2;
        double dy = (y - box.centreY()) / box.height() * 2;
        double away = Math.hypot(dx, dy);
        if (away >= 1) {
          continue;
        }
        double light = 1 - 0.5 * away * away + lean * dx;
        for (double[] place : places) {
          if (Math.hypot(dx - place[0], dy - place[1]) < place[2]) {
            light *= 0.4;
          }
        }
        int at = 3 * (y * scene.width() + x);
        for (int k = 0; k < 3; k++) {
          mix(scene, at + k, Math.min(255, colour[k] * light), Math.min(1, (1 - away) * 8));
        }
      }
    }
  }
}
