package org.wingloss.model.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.data.image.RgbImage;

class PictureScalesTest {
  private static List<View> views(RgbImage image, int longest) {
    List<View> views = new ArrayList<>();
    new PictureScales(longest, 8).forEach(image, views::add);
    return views;
  }

  private static List<String> sizes(List<View> views) {
    return views.stream()
        .map(view -> "%d x %d".formatted(view.seen().width(), view.seen().height()))
        .toList();
  }

  @Test
  void forEach_pictureOfUsualSize_halvesUntilAFaceMayFillIt() {
    assertEquals(
        List.of("320 x 240", "160 x 120", "80 x 60", "40 x 30"),
        sizes(views(new RgbImage(640, 480), 320)));
  }

  @Test
  void forEach_smallPicture_isNotEnlarged() {
    assertEquals(List.of("1 x 1"), sizes(views(new RgbImage(1, 1), 640)));
    List<View> views = views(new RgbImage(60, 9), 640);
    assertEquals(List.of("60 x 9", "30 x 5"), sizes(views));
    // Inputs are whole cells.
    assertEquals(64, views.get(0).width());
    assertEquals(16, views.get(0).height());
  }

  /** Red and green say where a pixel was. */
  private static RgbImage chart(int width, int height) {
    RgbImage image = new RgbImage(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.rgb()[3 * (y * width + x)] = (byte) (255 * x / (width - 1));
        image.rgb()[3 * (y * width + x) + 1] = (byte) (255 * y / (height - 1));
      }
    }
    return image;
  }

  @Test
  void forEach_everyView_knowsWhereItsPixelsWere() {
    RgbImage image = chart(1500, 900);
    List<View> views = views(image, 1200);
    assertTrue(views.size() > 6, "tiles: " + sizes(views));
    for (View view : views) {
      for (int[] at : new int[][] {{0, 0}, {view.seen().width() / 2, view.seen().height() - 1}}) {
        int pixel = 3 * (at[1] * view.seen().width() + at[0]);
        double x = view.imageFromInput().x(at[0], at[1]);
        double y = view.imageFromInput().y(at[0], at[1]);
        assertEquals(255 * x / 1499, view.seen().rgb()[pixel] & 0xFF, 3, view.toString());
        assertEquals(255 * y / 899, view.seen().rgb()[pixel + 1] & 0xFF, 3, view.toString());
      }
    }
  }

  @Test
  void forEach_largePicture_comesInTilesThatOverlapByAFace() {
    List<View> views = views(new RgbImage(2000, 700), 2000);
    List<View> finest =
        views.stream().filter(view -> view.imageFromInput().scale() < 1.01).toList();
    boolean[] covered = new boolean[2000];
    for (View view : finest) {
      assertTrue(view.width() <= 640 && view.height() <= 640, "memory is bounded");
      int left = (int) Math.round(view.imageFromInput().x(0, 0));
      // A face of 56 pixels that is cut by this tile lies whole in the next.
      for (int x = left == 0 ? 0 : left + 36; x < left + view.seen().width(); x++) {
        covered[x] |= x + 92 <= left + view.seen().width() || left + view.seen().width() == 2000;
      }
    }
    for (boolean one : covered) {
      assertTrue(one);
    }
  }

  @Test
  void forEach_panorama_takesNoMoreThanItsFirstScale() {
    List<View> views = views(new RgbImage(12_000, 300), 640);
    assertEquals("640 x 16", sizes(views).get(0));
    assertEquals(5, views.size());
  }
}
