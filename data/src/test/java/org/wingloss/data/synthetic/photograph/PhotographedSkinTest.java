package org.wingloss.data.synthetic.photograph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;

class PhotographedSkinTest {
  private static final int GREEN = 0x20C030;
  private static final SyntheticFaces FRONTAL =
      new SyntheticFaces(3, SyntheticSettings.DEFAULT.withYaw(1, 3).withDisturbance(0, 0));

  @Test
  void mean_plainPhotograph_isItsColour() {
    assertEquals(GREEN, green().mean());
  }

  @Test
  void colour_atTheNose_isThePhotographsThere() {
    Landmarks landmarks = FRONTAL.face(0, 256).landmarks("300w-68");
    RgbImage photograph = plain(256, 0x101010);
    dot(photograph, (int) Math.round(landmarks.x(30)), (int) Math.round(landmarks.y(30)));
    PhotographedSkin skin = new PhotographedSkin(photograph, landmarks);
    assertEquals(256, skin.share(0, 33));
    assertTrue((skin.colour(0, 33) & 0xFF00) > 0x6000, Integer.toHexString(skin.colour(0, 33)));
    assertEquals(0x101010, skin.colour(20, 33));
  }

  @Test
  void share_farFromTheFace_isNone() {
    assertEquals(0, green().share(500, 500));
    assertEquals(0, green().share(100, -60));
  }

  @Test
  void faces_withPhotographs_someWearTheirSkinAndKeepTheirShapes() {
    SyntheticFaces dressed = FRONTAL.withPhotographs(List.of(photograph()));
    int own = 0;
    int worn = 0;
    for (int i = 0; i < 40; i++) {
      SyntheticFace face = dressed.face(i, 64);
      Landmarks landmarks = face.landmarks("300w-68");
      if (landmarks.equals(FRONTAL.face(i, 64).landmarks("300w-68"))) {
        own++;
        int at = 3 * ((int) Math.round(landmarks.y(29)) * 64 + (int) Math.round(landmarks.x(29)));
        byte[] rgb = face.image().rgb();
        worn += (rgb[at + 1] & 255) > (rgb[at] & 255) + 10 ? 1 : 0;
      }
    }
    assertTrue(own >= 14 && own <= 30, own + " of 40");
    assertTrue(worn >= 0.5 * own && worn < own, worn + " of " + own);
  }

  @Test
  void photograph_withOtherLandmarks_isRefused() {
    Landmarks five = Landmarks.of(new double[10]);
    RgbImage image = plain(8, GREEN);
    assertEquals(
        "a photographed skin needs 68 landmarks but got 5",
        assertThrows(IllegalArgumentException.class, () -> new PhotographedSkin(image, five))
            .getMessage());
  }

  private static PhotographedSkin green() {
    return photograph().skin();
  }

  private static Photograph photograph() {
    return Photograph.of(plain(256, GREEN), FRONTAL.face(0, 256).landmarks("300w-68"));
  }

  private static RgbImage plain(int size, int colour) {
    RgbImage image = new RgbImage(size, size);
    for (int i = 0; i < size * size; i++) {
      image.rgb()[3 * i] = (byte) (colour >> 16);
      image.rgb()[3 * i + 1] = (byte) (colour >> 8);
      image.rgb()[3 * i + 2] = (byte) colour;
    }
    return image;
  }

  private static void dot(RgbImage image, int x, int y) {
    for (int dy = -4; dy <= 4; dy++) {
      for (int dx = -4; dx <= 4; dx++) {
        image.rgb()[3 * ((y + dy) * image.width() + x + dx) + 1] = (byte) 0xC0;
      }
    }
  }
}
