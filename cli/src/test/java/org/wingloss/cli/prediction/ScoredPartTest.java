package org.wingloss.cli.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.PartialScores;

class ScoredPartTest {
  private static final int LONGEST_TEXT = 1 << 20;

  /** More than a reader of JSON takes as one text. */
  @Test
  void bytes_ofManyFaces_areReadBackFromJson() {
    Landmarks shape = Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100);
    PartialScores scores =
        new PartialScores(LandmarkScheme.of("mtfl-5"), List.of(Normaliser.of("landmark-box")));
    for (int i = 0; i < 20_000; i++) {
      scores.add(i, Face.of("folder/picture-%06d.jpg".formatted(i), shape), Optional.of(shape));
    }
    byte[] bytes = scores.toBytes();
    assertTrue(bytes.length > LONGEST_TEXT);
    String json = StrictJson.write(ScoredPart.of(scores));
    ScoredPart read =
        StrictJson.read(json.getBytes(StandardCharsets.UTF_8), "part", ScoredPart.class);
    assertEquals(ScoredPart.of(scores), read);
    assertArrayEquals(bytes, read.bytes());
  }

  @Test
  void bytes_notBase64_areRefused() {
    assertThrows(InvalidDataException.class, () -> new ScoredPart(List.of("?")).bytes());
  }
}
