package org.wingloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.wingloss.model.network.NetworkSpec;

class RooflineTest {
  /** 81.3 M forward; the first of its layers has 3 x 3 x 3 x 32 at 64 x 64 places. */
  @Test
  void stepMultiplyAdds_ofCnn6_areThreeForwardPassesButForTheFirstInput() {
    NetworkSpec cnn6 = NetworkSpec.of("cnn6");
    double forward = cnn6.multiplyAdds(68);
    assertEquals(81.3e6, forward, 0.05e6);
    assertEquals(3 * forward - 27 * 32 * 64 * 64, Roofline.stepMultiplyAdds(cnn6, 68));
  }
}
