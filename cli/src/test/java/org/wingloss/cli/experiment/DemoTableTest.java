package org.wingloss.cli.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.Scores;

class DemoTableTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");
  private static final List<Face> TRUTH = truth();

  private static List<Face> truth() {
    SyntheticFaces series = new SyntheticFaces(2);
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SyntheticFace face = series.face(i, 64);
      faces.add(
          new Face(
              "face" + i,
              Optional.of(Path.of("face" + i + ".png")),
              face.landmarks(SCHEME),
              Optional.of(face.box()),
              Set.of(i % 3 == 0 ? "challenging" : "common"),
              OptionalDouble.empty()));
    }
    return faces;
  }

  /** Predictions that are wrong by so many pixels on average. */
  private static Summary run(String name, double pixels, long seed) {
    Random random = new Random(seed);
    Map<String, Landmarks> predictions = new HashMap<>();
    for (Face face : TRUTH) {
      double[] vector = face.landmarks().vector();
      for (int i = 0; i < vector.length; i++) {
        vector[i] += pixels * random.nextGaussian();
      }
      predictions.put(face.id(), Landmarks.of(vector));
    }
    return Summary.of(
        name, Scores.of(SCHEME, TRUTH, predictions, List.of(Normaliser.of("inter-ocular"))));
  }

  private static Demo.Result result() {
    Summary wing = run("Wing", 1, 1);
    Summary same = run("Wing again", 1, 2);
    Summary worse = run("L1", 1.5, 3);
    return new Demo.Result(
        List.of(worse, wing, same),
        List.of(
            RunComparison.of(wing, worse),
            RunComparison.of(worse, wing),
            RunComparison.of(wing, same)),
        new BuiltInFaces(Path.of("drawings"), 6, 5, OptionalDouble.of(0.0213)));
  }

  @Test
  void json_hasRowsDifferencesAndTheBuiltInModel() {
    JsonNode document = DemoTable.document(result(), 7);
    assertEquals(7, document.path("seed").asInt());
    assertEquals(3, document.path("runs").size());
    assertEquals(40, document.at("/runs/0/faces").asInt());
    assertEquals("Wing", document.at("/comparisons/0/a").asText());
    assertTrue(document.at("/comparisons/0/difference").asDouble() < 0);
    assertEquals(5, document.at("/built_in/found").asInt());
    assertEquals(2.13, document.at("/built_in/nme").asDouble(), 1e-9);
  }

  @Test
  void of_differenceWithinItsInterval_isCalledATie() {
    String table = DemoTable.of(result());
    assertTrue(table.contains("40 test faces"), table);
    assertTrue(table.matches("(?s).*Wing − L1 +−\\d\\.\\d\\d [^\n]*  lower\n.*"), table);
    assertTrue(table.matches("(?s).*L1 − Wing +\\+\\d\\.\\d\\d [^\n]*  higher\n.*"), table);
    assertTrue(
        table.matches("(?s).*Wing − Wing again +.0\\.\\d\\d [^\n]*  no difference shown\n.*"),
        table);
    assertTrue(table.contains("5 of 6 faces found, NME 2.13"), table);
  }
}
