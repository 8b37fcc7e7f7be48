package org.wingloss.data.synthetic.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.synthetic.head.FrontalHead;
import org.wingloss.data.synthetic.head.HeadPose;
import org.wingloss.data.synthetic.head.HeadShape;
import org.wingloss.data.synthetic.head.RenderedHead;
import org.wingloss.data.synthetic.render.Canvas;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.SceneLight;
import org.wingloss.data.synthetic.render.Stage;
import org.wingloss.data.synthetic.skin.Appearance;

class BeardTest {
  private static final int SIZE = 256;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void draw_anyBeard_growsOnTheChinAndLeavesEyesAndNoseFree(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Stage stage =
        new Stage(
            new Canvas(SIZE),
            new HeadPose(0, 0, 0, 20_000).camera(1, 128, 100),
            new SceneLight(random.split()));
    HeadShape head = FrontalHead.get().shape();
    new Beard(random, new Appearance(random.split())).draw(stage, head);
    Landmarks face = RenderedHead.landmarks(stage, head);
    int covered = 0;
    for (int up = 0; up < 8; up++) {
      if (part(stage, face.x(8), face.y(8) - up) == Part.HAIR) {
        covered++;
      }
    }
    assertTrue(covered >= 4, covered + " of 8 pixels of the chin");
    for (int i : new int[] {27, 30, 33, 36, 39, 42, 45, 62, 66}) {
      assertEquals(Part.BACKGROUND, part(stage, face.x(i), face.y(i)), "landmark " + i);
    }
  }

  private static Part part(Stage stage, double x, double y) {
    int column = (int) Math.round(x);
    int row = (int) Math.round(y);
    return Part.of(stage.canvas().labels()[row * SIZE + column]);
  }
}
