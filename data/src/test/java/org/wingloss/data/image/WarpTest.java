package org.wingloss.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;

class WarpTest {
  @Test
  void crop_identity_copiesEveryPixel() {
    RgbImage picture = TestPictures.noise(19, 13, 5);
    assertArrayEquals(picture.rgb(), Warp.crop(picture, AffineMap.IDENTITY, 19, 13).rgb());
  }

  @Test
  void crop_wholePixelsAway_movesThePixelsAndRepeatsTheBorder() {
    RgbImage picture = TestPictures.noise(8, 8, 5);
    RgbImage crop = Warp.crop(picture, AffineMap.translation(3, -2), 8, 8);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        int from = 3 * (Math.min(y + 2, 7) * 8 + Math.max(x - 3, 0));
        assertEquals(picture.rgb()[from], crop.rgb()[3 * (y * 8 + x)], x + "," + y);
      }
    }
  }

  @Test
  void crop_mirror_reversesRows() {
    RgbImage picture = TestPictures.noise(6, 4, 5);
    RgbImage crop = Warp.crop(picture, AffineMap.flip(6), 6, 4);
    assertEquals(picture.rgb()[3 * 5], crop.rgb()[0]);
    assertEquals(picture.rgb()[3 * (2 * 6 + 1) + 1], crop.rgb()[3 * (2 * 6 + 4) + 1]);
  }

  @Test
  void crop_halfAPixel_isTheMeanOfNeighbours() {
    RgbImage picture = new RgbImage(2, 1, new byte[] {0, 10, 20, 100, 30, 40});
    RgbImage crop = Warp.crop(picture, AffineMap.translation(-0.5, 0), 1, 1);
    assertArrayEquals(new byte[] {50, 20, 30}, crop.rgb());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7})
  void crop_shrunkByAWholeFactor_isTheMeanOfEachBlock(int factor) {
    RgbImage picture = TestPictures.noise(5 * factor, 4 * factor, 9);
    RgbImage crop =
        Warp.crop(
            picture,
            new AffineMap(1.0 / factor, 0, 0.5 / factor - 0.5, 0, 1.0 / factor, 0.5 / factor - 0.5),
            5,
            4);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 5; x++) {
        double sum = 0;
        for (int j = 0; j < factor; j++) {
          for (int i = 0; i < factor; i++) {
            int at = 3 * ((y * factor + j) * 5 * factor + x * factor + i);
            sum += picture.rgb()[at] & 0xFF;
          }
        }
        assertEquals(sum / (factor * factor), crop.rgb()[3 * (y * 5 + x)] & 0xFF, 1.01);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1.3, 0", "1.7, 12", "2.5, 0", "3.9, 30", "6.5, 45", "20.2, -70", "0.4, 20"})
  void crop_anyScaleAndAngle_putsASpotWhereTheMapSays(double shrink, double degrees) {
    double angle = Math.toRadians(degrees);
    int side = (int) (64 * Math.max(1, shrink)) + 40;
    double sigma = 2.0 * Math.max(1, shrink);
    double x = side * 0.46 + 0.3;
    double y = side * 0.57 - 0.2;
    RgbImage picture = new RgbImage(side, side);
    TestPictures.addSpot(picture, x, y, sigma, -1);
    AffineMap map =
        AffineMap.translation(32.2 - x / shrink, 31.7 - y / shrink)
            .after(AffineMap.scaling(1 / shrink, 1 / shrink))
            .after(AffineMap.rotation(angle, x, y));
    double[] centre = centreOfLight(Warp.crop(picture, map, 64, 64));
    assertEquals(map.x(x, y), centre[0], 0.05);
    assertEquals(map.y(x, y), centre[1], 0.05);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.6, 2.3, 3.4, 5.7, 11.0})
  void crop_shrunkChequerboard_isGrey(double shrink) {
    RgbImage board = new RgbImage(600, 600);
    for (int y = 0; y < 600; y++) {
      for (int x = 0; x < 600; x++) {
        if ((x + y) % 2 == 0) {
          Arrays.fill(board.rgb(), 3 * (y * 600 + x), 3 * (y * 600 + x) + 3, (byte) 255);
        }
      }
    }
    RgbImage crop = Warp.crop(board, AffineMap.scaling(1 / shrink, 1 / shrink), 40, 40);
    for (int y = 2; y < 38; y++) {
      for (int x = 2; x < 38; x++) {
        int value = crop.rgb()[3 * (y * 40 + x)] & 0xFF;
        assertTrue(Math.abs(value - 127.5) < 45, value + " at " + x + "," + y);
      }
    }
  }

  /** Rotated, flipped, sheared, shrunk and enlarged, across borders; pictures of one row too. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void toFloats_anyMap_isTheSlowWarpToTheBit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 250; round++) {
      int longest = random.nextInt(4) == 0 ? 3 : 200;
      RgbImage source = TestPictures.noise(1 + random.nextInt(longest), 1 + random.nextInt(200), 7);
      AffineMap map = anyMap(random, source);
      int size = 1 + random.nextInt(70);
      float[] found = new float[3 * size * size];
      Warp.toFloats(source, map, size, found, 0);
      assertArrayEquals(
          SlowWarp.toFloats(source, map, size),
          found,
          "%d x %d to %d by %s".formatted(source.width(), source.height(), size, map));
    }
  }

  /** Scales of 1/5 to 5 along each axis; now and then exact halves, whose taps lie on ties. */
  private static AffineMap anyMap(SplittableRandom random, RgbImage source) {
    double scaleX = Math.pow(5, 2 * random.nextDouble() - 1);
    double scaleY = random.nextInt(3) == 0 ? scaleX * (0.5 + random.nextDouble()) : scaleX;
    double shear = random.nextInt(3) == 0 ? random.nextDouble() - 0.5 : 0;
    double angle = 2 * Math.PI * random.nextDouble();
    if (random.nextInt(5) == 0) {
      scaleX = Math.pow(2, random.nextInt(5) - 2);
      scaleY = scaleX;
      angle = Math.PI / 2 * random.nextInt(4);
    }
    AffineMap turned =
        AffineMap.rotation(angle, 0, 0)
            .after(new AffineMap(random.nextBoolean() ? -scaleX : scaleX, shear, 0, 0, scaleY, 0))
            .after(AffineMap.translation(-source.width() / 2.0, -source.height() / 2.0));
    return AffineMap.translation(90 * random.nextDouble() - 20, 90 * random.nextDouble() - 20)
        .after(turned);
  }

  /** A rotation too small to move anything takes the general way, none the quick one. */
  @Test
  void toFloats_withAndWithoutRotation_giveTheSameBits() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 300; round++) {
      RgbImage source = new RgbImage(1 + random.nextInt(90), 1 + random.nextInt(90));
      random.nextBytes(source.rgb());
      double scaleX = 0.1 + 2 * random.nextDouble() * (random.nextBoolean() ? 1 : -1);
      double scaleY = 0.1 + 2 * random.nextDouble();
      double x = 60 * random.nextDouble() - 30;
      double y = 60 * random.nextDouble() - 30;
      float[] straight = new float[3 * 24 * 24];
      float[] general = new float[3 * 24 * 24];
      Warp.toFloats(source, new AffineMap(scaleX, 0, x, 0, scaleY, y), 24, straight, 0);
      Warp.toFloats(source, new AffineMap(scaleX, 1e-290, x, 0, scaleY, y), 24, general, 0);
      assertArrayEquals(general, straight, source.width() + " x " + source.height());
    }
  }

  @Test
  void crop_pictureOfOnePixel_fillsTheCrop() {
    RgbImage dot = new RgbImage(1, 1, new byte[] {7, 8, 9});
    RgbImage crop = Warp.crop(dot, AffineMap.rotation(0.3, 2, 2), 3, 3);
    assertArrayEquals(new byte[] {7, 8, 9}, Arrays.copyOfRange(crop.rgb(), 12, 15));
  }

  @Test
  void crop_farOutsideThePicture_isItsNearestCorner() {
    RgbImage picture = TestPictures.noise(10, 10, 2);
    RgbImage crop = Warp.crop(picture, AffineMap.translation(1000, 1000), 4, 4);
    assertEquals(picture.rgb()[0], crop.rgb()[0]);
    RgbImage small = Warp.crop(picture, new AffineMap(0.1, 0, -500, 0, 0.1, -500), 4, 4);
    assertEquals(picture.rgb()[picture.rgb().length - 1], small.rgb()[2], 40);
  }

  /** A thousand million times the crop took gigabytes, and minutes in which nothing stopped it. */
  @ParameterizedTest
  @CsvSource({
    "100, 80, 1e9, 1e9",
    "100, 80, 1e9, 10",
    "100, 80, 10, 1e9",
    "1000000, 1, 1e6, 1e6",
    "1000000, 1, 1e6, 1",
    "1, 1000000, 1e6, 1e6",
    "5000, 4000, 1e8, 1e8"
  })
  void crop_farLargerThanThePicture_takesLittleTime(
      int width, int height, double boxWidth, double boxHeight) {
    RgbImage picture = new RgbImage(width, height);
    Arrays.fill(picture.rgb(), (byte) 77);
    double x = width / 2.0;
    double y = height / 2.0;
    Box box = new Box(x - boxWidth / 2, y - boxHeight / 2, x + boxWidth / 2, y + boxHeight / 2);
    RgbImage crop =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> Warp.crop(picture, AffineMap.boxToSquare(box, 64), 64, 64));
    byte[] all = new byte[3 * 64 * 64];
    Arrays.fill(all, (byte) 77);
    assertArrayEquals(all, crop.rgb());
  }

  @Test
  void toFloats_array_holdsTheCropDividedBy255() {
    RgbImage picture = TestPictures.noise(50, 40, 4);
    AffineMap map = AffineMap.boxToSquare(new Box(4, 3, 44, 37), 16);
    byte[] crop = Warp.crop(picture, map, 16, 16).rgb();
    float[] array = new float[3 * 16 * 16 + 5];

    Warp.toFloats(picture, map, 16, array, 5);

    for (int i = 0; i < crop.length; i++) {
      assertEquals((crop[i] & 0xFF) / 255.0, array[5 + i], 0.51 / 255);
    }
    assertEquals(0f, array[4]);
  }

  private static double[] centreOfLight(RgbImage image) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < image.width() * image.height(); i++) {
      double light = image.rgb()[3 * i] & 0xFF;
      sum += light;
      x += light * (i % image.width());
      y += light * Math.floorDiv(i, image.width());
    }
    return new double[] {x / sum, y / sum};
  }
}
