package org.wingloss.data.synthetic.photograph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.image.RgbImage;

class MatteTest {
  @Test
  void person_beforeAPlainBackground_isTheForeground() {
    StudioPhotograph studio = StudioPhotograph.of(1, 192);
    boolean[] person = Matte.person(studio.image());
    int wrong = 0;
    for (int i = 0; i < person.length; i++) {
      wrong += person[i] != (studio.foreground().rgb()[3 * i] != 0) ? 1 : 0;
    }
    // The rim, where both mix, goes to the background.
    assertTrue(wrong < 0.04 * person.length, wrong + " of " + person.length);
  }

  @Test
  void person_holeOfTheBackgroundsColour_isThePersons() {
    StudioPhotograph studio = StudioPhotograph.of(1, 192);
    int row = (int) studio.landmarks().y(37);
    int eye = row * 192 + (int) studio.landmarks().x(37);
    for (int c = 0; c < 3; c++) {
      studio.image().rgb()[3 * eye + c] = studio.image().rgb()[c];
    }
    assertTrue(Matte.person(studio.image())[eye]);
  }

  @Test
  void person_beforeABusyBackground_isAllOfThePicture() {
    RgbImage image = new RgbImage(64, 64);
    new SplittableRandom(1).nextBytes(image.rgb());
    int count = 0;
    for (boolean person : Matte.person(image)) {
      count += person ? 1 : 0;
    }
    assertEquals(64 * 64, count);
  }
}
