package org.wingloss.data.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol.Kind;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;

class BoxProtocolTest {
  private static final Face FACE =
      new Face(
          "a.jpg",
          Path.of("a.jpg"),
          Landmarks.of(10, 50, 20, 40),
          Optional.of(new Box(0, 0, 100, 80)),
          Set.of());

  @Test
  void cropBox_truth_isTheEnlargedSquareAboutTheLandmarks() {
    BoxProtocol protocol = new BoxProtocol(Kind.TRUTH, 1.5, true);
    assertEquals(new Box(0, 0, 60, 60), protocol.cropBox(FACE));
  }

  @Test
  void cropBox_datasetNotSquare_keepsTheShape() {
    assertEquals(
        new Box(-25, -20, 125, 100), new BoxProtocol(Kind.DATASET, 1.5, false).cropBox(FACE));
  }

  @Test
  void cropBox_suppliedBox_isTreatedAsTheDataSets() {
    BoxProtocol protocol = new BoxProtocol(Kind.FILE, 1.25, true);
    assertEquals(protocol.cropBox(FACE), protocol.cropBox(new Box(0, 0, 100, 80)));
  }

  @Test
  void cropBox_noBox_isRefused() {
    Face bare = new Face("b.jpg", FACE.image(), FACE.landmarks(), Optional.empty(), Set.of());
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class, () -> new BoxProtocol(Kind.DATASET, 1, true).cropBox(bare));
    assertEquals("b.jpg: expected a face box from the data set but there is none", e.getMessage());
  }

  @Test
  void cropBox_landmarksWithoutArea_areRefused() {
    Face flat = new Face("c.jpg", FACE.image(), Landmarks.of(3, 3), Optional.empty(), Set.of());
    assertThrows(
        InvalidDataException.class, () -> new BoxProtocol(Kind.TRUTH, 1, true).cropBox(flat));
  }

  @Test
  void enlarge_zeroOrNotANumber_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BoxProtocol(Kind.TRUTH, 0, true));
    assertThrows(
        IllegalArgumentException.class, () -> new BoxProtocol(Kind.TRUTH, Double.NaN, true));
  }

  @Test
  void json_roundTrip_usesLowerCaseKinds() throws Exception {
    BoxProtocol protocol = new BoxProtocol(Kind.DATASET, 1.25, false);
    String json = StrictJson.mapper().writeValueAsString(protocol);
    assertTrue(json.contains("\"kind\" : \"dataset\""), json);
    assertEquals(protocol, StrictJson.mapper().readValue(json, BoxProtocol.class));
  }
}
