package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.synthetic.SyntheticFaces;

/** {@code train --boxes}, on a layout that has boxes of its own. */
class TrainBoxesTest extends SmallTrainings {
  private static final String HEADER = "image,left,top,right,bottom";
  private static final String BOX = "box=file(enlarge=1.2,square=true)";

  private Path aflw() {
    Path aflw = folder.resolve("aflw");
    DatasetWriter.of("aflw")
        .write(aflw, RenderedFaceSource.synthetic(new SyntheticFaces(3), 96), 40);
    return aflw;
  }

  private static Cli train(Path aflw, Path boxes, Path run) {
    List<String> changes = new ArrayList<>(SHORT);
    changes.addAll(List.of("data=aflw", BOX));
    return train(aflw, run, changes, "--boxes", boxes.toString(), "--json");
  }

  @Test
  void train_boxFileWithoutBoxes_isAUsageError() {
    Path run = folder.resolve("run");
    assertCode(ExitCode.USAGE, run, "--boxes is needed: the recipe has box: file(", "--set", BOX);
    assertFalse(Files.exists(run));
  }

  @Test
  void train_fileWithoutAFace_isBadDataNamingItAndLeavesNothing() throws IOException {
    Path aflw = aflw();
    Path boxes = Files.writeString(folder.resolve("b.csv"), HEADER + "\nother.jpg,9,9,80,80\n");
    Path run = folder.resolve("run");
    Cli trained = train(aflw, boxes, run);
    assertEquals(ExitCode.BAD_DATA, trained.exit(), trained.err());
    String first = DatasetReader.of("aflw").read(aflw, "train").get(0).id();
    assertTrue(
        trained.err().contains(boxes + ": has no box for the face '" + first + "'"), trained.err());
    assertFalse(Files.exists(run));
  }

  @Test
  void train_boxesOfAFile_areNoNormOfTheValidation() throws IOException {
    Path aflw = aflw();
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (Face face : DatasetReader.of("aflw").read(aflw, "train")) {
      Box box = face.box().orElseThrow().scaled(1.5);
      lines.add(
          String.join(
              ",",
              face.id(),
              Double.toString(box.left()),
              Double.toString(box.top()),
              Double.toString(box.right()),
              Double.toString(box.bottom())));
    }
    Path boxes = Files.write(folder.resolve("b.csv"), lines);
    Path run = folder.resolve("run");
    Cli trained = train(aflw, boxes, run);
    assertEquals(ExitCode.OK, trained.exit(), trained.err());
    JsonNode result = StrictJson.mapper().readTree(trained.out());
    String norm = result.get("norm").asText();
    Cli evaluated =
        Cli.run(
            "evaluate",
            "--model",
            run,
            "--dataset",
            "aflw",
            "--data",
            aflw,
            "--split",
            "validation",
            "--boxes",
            boxes,
            "--norm",
            norm,
            "--json");
    assertEquals(ExitCode.OK, evaluated.exit(), evaluated.err());
    double nme = Double.NaN;
    for (JsonNode row : StrictJson.mapper().readTree(evaluated.out()).get("metrics")) {
      if (row.get("subset").asText().equals("all")) {
        nme = row.get("nme").asDouble();
      }
    }
    assertEquals(nme, result.get("nme").asDouble(), 0.01, norm);
  }
}
