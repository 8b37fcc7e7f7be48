package org.wingloss.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.synthetic.head.HeadPose;
import org.wingloss.data.synthetic.render.Part;

/** Landmarks lie on what they name, in the drawn pixels. */
class SyntheticFaceTest {
  private static final int SIZE = 160;
  private static final SyntheticSettings CLEAN = SyntheticSettings.DEFAULT.withDisturbance(0, 0);

  @Test
  void pupils_openEyes_lieOnTheEye() {
    SyntheticFaces faces = new SyntheticFaces(21, CLEAN.withYaw(8, 20));
    int seen = 0;
    int onEye = 0;
    for (int i = 0; i < 60; i++) {
      SyntheticFace face = faces.face(i, SIZE);
      Landmarks pupils = face.landmarks("wflw-98");
      for (int k = 96; k < 98; k++) {
        if (pupils.isVisible(k)) {
          seen++;
          onEye += face.part(round(pupils.x(k)), round(pupils.y(k))) == Part.EYE ? 1 : 0;
        }
      }
    }
    assertTrue(seen > 80, "only " + seen + " pupils are visible");
    assertTrue(onEye > 0.85 * seen, onEye + " of " + seen + " pupils lie on an eye");
  }

  @Test
  void pupils_openEyes_areDarkerThanTheWhite() {
    SyntheticFaces faces = new SyntheticFaces(22, CLEAN.withYaw(0, 0));
    double pupil = 0;
    double around = 0;
    int compared = 0;
    for (int i = 0; i < 60; i++) {
      SyntheticFace face = faces.face(i, 256);
      Landmarks l = face.landmarks("wflw-98");
      double x = l.x(96);
      double y = l.y(96);
      double reach = 0.3 * Math.abs(l.x(64) - l.x(60));
      boolean open =
          face.part(round(x), round(y)) == Part.EYE
              && face.part(round(x - reach), round(y)) == Part.EYE
              && face.part(round(x + reach), round(y)) == Part.EYE;
      if (open) {
        compared++;
        pupil += brightness(face, x, y);
        around += (brightness(face, x - reach, y) + brightness(face, x + reach, y)) / 2;
      }
    }
    assertTrue(compared > 15, "only " + compared + " open eyes");
    assertTrue(pupil < 0.75 * around, "pupils " + pupil + ", beside them " + around);
  }

  @Test
  void mouthAndNose_frontalFaces_lieOnSkin() {
    SyntheticFaces faces = new SyntheticFaces(23, CLEAN.withYaw(5, 15));
    Set<Part> inMouth = EnumSet.of(Part.SKIN, Part.TEETH, Part.MOUTH);
    for (int i = 0; i < 40; i++) {
      SyntheticFace face = faces.face(i, SIZE);
      Landmarks l = face.landmarks("300w-68");
      for (int k = 27; k < 36; k++) {
        if (l.isVisible(k)) {
          Part shown = face.part(round(l.x(k)), round(l.y(k)));
          assertTrue(
              shown == Part.SKIN || shown == Part.GLASSES,
              "face " + i + " landmark " + k + " lies on " + shown);
        }
      }
      double[] middle = l.mean(62, 66);
      Part part = face.part(round(middle[0]), round(middle[1]));
      assertTrue(inMouth.contains(part), "face " + i + " shows " + part + " between the lips");
    }
  }

  @Test
  void jaw_turnedHead_liesOnTheOutline() {
    SyntheticFaces faces = new SyntheticFaces(24, CLEAN.withYaw(1000, 45));
    int checked = 0;
    for (int i = 0; i < 80; i++) {
      SyntheticFace face = faces.face(i, SIZE);
      if (Math.abs(face.yaw()) < 15 || Math.abs(face.roll()) > 10) {
        continue;
      }
      Landmarks l = face.landmarks("300w-68");
      // Turned to the picture's right, the right cheek is the outline.
      int far = face.yaw() > 0 ? 13 : 3;
      int out = face.yaw() > 0 ? 1 : -1;
      int x = round(l.x(far));
      int y = round(l.y(far));
      checked++;
      assertTrue(isFace(face.part(x - 3 * out, y)), "face " + i + " has no cheek inside");
      assertTrue(
          !isFace(face.part(x + 4 * out, y)), "face " + i + " has cheek outside the outline");
    }
    assertTrue(checked > 25, "only " + checked + " faces were checked");
  }

  @Test
  void states_profile_farSideIsHidden() {
    SyntheticFaces faces = new SyntheticFaces(25, CLEAN.withYaw(1000, 90));
    int profiles = 0;
    for (int i = 0; i < 120; i++) {
      SyntheticFace face = faces.face(i, 96);
      if (Math.abs(face.yaw()) < 65) {
        continue;
      }
      profiles++;
      Landmarks l = face.landmarks("300w-68");
      boolean right = face.yaw() > 0;
      int farOuterCorner = right ? 45 : 36;
      int farJaw = right ? 14 : 2;
      assertTrue(!l.isVisible(farOuterCorner), "face " + i + " yaw " + face.yaw() + " far eye");
      assertTrue(!l.isVisible(farJaw), "face " + i + " yaw " + face.yaw() + " far jaw");
    }
    assertTrue(profiles > 15, "only " + profiles + " profiles");
  }

  @Test
  void states_frontalUncovered_areVisible() {
    SyntheticFaces faces = new SyntheticFaces(26, CLEAN.withYaw(0, 0));
    int hidden = 0;
    for (int i = 0; i < 30; i++) {
      SyntheticFace face = faces.face(i, 96);
      Landmarks l = face.landmarks("300w-51");
      for (int k = 10; k < 51; k++) {
        Part part = face.part(round(l.x(k)), round(l.y(k)));
        boolean bare = part != Part.GLASSES && part != Part.LENS;
        hidden += bare && !l.isVisible(k) ? 1 : 0;
      }
    }
    assertTrue(hidden < 30 * 41 * 0.01, hidden + " inner landmarks hidden");
  }

  @Test
  void states_occludedFaces_hideWhatIsCovered() {
    SyntheticFaces covered =
        new SyntheticFaces(27, SyntheticSettings.DEFAULT.withYaw(0, 0).withDisturbance(1, 0));
    int under = 0;
    for (int i = 0; i < 30; i++) {
      SyntheticFace face = covered.face(i, 96);
      Landmarks l = face.landmarks("300w-68");
      for (int k = 0; k < 68; k++) {
        int x = round(l.x(k));
        int y = round(l.y(k));
        boolean deep = isUnder(face, x, y);
        if (deep) {
          under++;
          assertTrue(!l.isVisible(k), "face " + i + " landmark " + k + " is covered but visible");
        }
      }
    }
    assertTrue(under > 50, "only " + under + " landmarks were covered");
  }

  @Test
  void landmarks_naturalFaces_lieInThePicture() {
    SyntheticFaces faces = new SyntheticFaces(28);
    long outside =
        LongStream.range(0, 200)
            .filter(
                i -> {
                  SyntheticFace face = faces.face(i, 64);
                  var box = face.box();
                  return box.left() < -0.5
                      || box.top() < -0.5
                      || box.right() > 63.5
                      || box.bottom() > 63.5;
                })
            .count();
    assertEquals(0, outside);
  }

  @Test
  void yaw_manyFaces_isLongTailedAndSymmetric() {
    int n = 4000;
    double[] magnitude = new double[n];
    int right = 0;
    for (int i = 0; i < n; i++) {
      double yaw = HeadPose.random(new SplittableRandom(i * 7919L), 13.5, 90, 9, 8).yaw();
      magnitude[i] = Math.abs(yaw);
      right += yaw > 0 ? 1 : 0;
    }
    java.util.Arrays.sort(magnitude);
    assertEquals(13.5 * Math.log(2), magnitude[n / 2], 0.9);
    assertEquals(13.5 * Math.log(4), magnitude[3 * n / 4], 1.5);
    assertTrue(magnitude[n - 40] > 55, "no tail: " + magnitude[n - 40]);
    assertTrue(magnitude[n - 1] <= 90);
    assertEquals(0.5, right / (double) n, 0.03);
  }

  @Test
  void yaw_cutFarBelowItsScale_liesWithin() {
    for (double most : new double[] {0, 1e-9}) {
      HeadPose pose =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () -> HeadPose.random(new SplittableRandom(4), 13.5, most, 9, 8));
      assertTrue(Math.abs(pose.yaw()) <= most, pose.toString());
    }
  }

  @Test
  void settings_outOfRange_throw() {
    IllegalArgumentException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            IllegalArgumentException.class, () -> SyntheticSettings.DEFAULT.withYaw(10, 91));
    assertEquals("maximumYaw must be in 0.0 to 90.0 but was 91.0", e.getMessage());
  }

  @Test
  void yaw_turnedRight_movesTheNoseRight() {
    SyntheticFaces faces = new SyntheticFaces(29, CLEAN.withYaw(1000, 60));
    for (int i = 0; i < 30; i++) {
      SyntheticFace face = faces.face(i, 64);
      if (Math.abs(face.yaw()) > 10 && Math.abs(face.roll()) < 15) {
        Landmarks l = face.landmarks("300w-68");
        double nose = l.x(30) - l.mean(36, 45)[0];
        assertEquals(Math.signum(face.yaw()), Math.signum(nose), "face " + i);
      }
    }
  }

  private static boolean isUnder(SyntheticFace face, int x, int y) {
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        if (part(face, x + dx, y + dy) != Part.OCCLUDER) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isFace(Part part) {
    return part == Part.SKIN || part == Part.EYE;
  }

  private static Part part(SyntheticFace face, int x, int y) {
    int size = face.image().width();
    return x < 0 || y < 0 || x >= size || y >= size ? Part.BACKGROUND : face.part(x, y);
  }

  private static double brightness(SyntheticFace face, double x, double y) {
    int at = 3 * (round(y) * face.image().width() + round(x));
    byte[] rgb = face.image().rgb();
    return (rgb[at] & 255) + (rgb[at + 1] & 255) + (rgb[at + 2] & 255);
  }

  private static int round(double v) {
    return (int) Math.round(v);
  }
}
