package org.wingloss.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossAdvisorTest {
  @ParameterizedTest
  @CsvSource({
    "64, pixels, 10, 2",
    "128, pixels, 20, 4",
    "64, 0..1, 0.15625, 0.03125",
    "128, 0..1, 0.15625, 0.03125",
    "256, -1..1, 0.3125, 0.0625"
  })
  void sameGeometry_sizeAndScale_keepsThePapersShares(
      int size, String scale, double w, double epsilon) {
    LossAdvisor advisor = new LossAdvisor(size, CoordinateScale.parse(scale));
    assertEquals(w, advisor.sameGeometry().w(), 1e-12);
    assertEquals(epsilon, advisor.sameGeometry().epsilon(), 1e-12);
    assertEquals(scale, advisor.scale().toString());
  }

  @Test
  void paper_knownSizes_givesItsValuesInTheTargetsUnit() {
    assertEquals(Optional.of(new WingLoss(10, 2)), at(64, CoordinateScale.PIXELS).paper());
    assertEquals(Optional.of(new WingLoss(15, 3)), at(128, CoordinateScale.PIXELS).paper());
    assertEquals(
        Optional.of(new WingLoss(15.0 / 128, 3.0 / 128)),
        at(128, CoordinateScale.ZERO_TO_ONE).paper());
    assertEquals(
        Optional.of(new WingLoss(0.3125, 0.0625)),
        at(64, CoordinateScale.MINUS_ONE_TO_ONE).paper());
    assertEquals(Optional.empty(), at(112, CoordinateScale.PIXELS).paper());
    assertEquals("P", at(64, CoordinateScale.PIXELS).paperTrust());
    assertEquals("U1, 90 %", at(128, CoordinateScale.PIXELS).paperTrust());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wing(w=10,epsilon=2)|0..1|w is 640 pixels of a 64-pixel input: no error reaches the linear",
        "wing(w=10,epsilon=2)|0..1|the paper's geometry is wing(w=0.15625,epsilon=0.03125)",
        "wing(w=10,epsilon=2)|-1..1|w is 320 pixels",
        "l1|0..1|the learning rate must be another",
        "wing(w=0.5,epsilon=0.1)|pixels|nearly every error is on the linear branch",
        "wing(w=10,epsilon=0.1)|pixels|w/epsilon = 100, is extreme: the paper's grid ends at 28",
        "wing(w=10,epsilon=9)|pixels|w/epsilon = 1.111, is extreme: the paper's grid begins",
        "wing(w=10,epsilon=20)|pixels|small errors pull less than large ones",
        "rectified-wing(r=5,w=10,epsilon=2)|pixels|errors of up to 7.813 % of the picture",
        "rectified-wing(r=1,w=64,epsilon=20)|pixels|w is 64 pixels",
        "smooth-l1(threshold=64)|pixels|the loss is L2 in effect",
        "soft-wing(omega1=2)|0..1|the loss is L1 in effect",
        "wing(w=0.15,epsilon=0.03)|0..1|the learning rate must be another"
      })
  void remarks_oddSetting_saysSo(String loss, String scale, String part) {
    List<String> remarks = at(64, CoordinateScale.parse(scale)).remarks(LandmarkLoss.parse(loss));
    assertTrue(remarks.stream().anyMatch(r -> r.contains(part)), remarks.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wing(w=10,epsilon=2)|64",
        "wing(w=14,epsilon=0.5)|64",
        "wing(w=4,epsilon=3)|64",
        "wing(w=15,epsilon=3)|128",
        "rectified-wing|64",
        "smooth-l1|64",
        "soft-wing|64",
        "l1|64",
        "l2|64"
      })
  void remarks_publishedSetting_saysNothing(String loss, int size) {
    assertEquals(List.of(), at(size, CoordinateScale.PIXELS).remarks(LandmarkLoss.parse(loss)));
  }

  @Test
  void arguments_bad_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> at(0, CoordinateScale.PIXELS));
    assertThrows(IllegalArgumentException.class, () -> CoordinateScale.parse("[0,1]"));
  }

  private static LossAdvisor at(int size, CoordinateScale scale) {
    return new LossAdvisor(size, scale);
  }
}
