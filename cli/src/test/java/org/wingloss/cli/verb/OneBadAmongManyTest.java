package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.image.ImageFiles;

/**
 * 60 faces of which one cannot be used, many times: every run names it and ends with its code. Runs
 * used to end the process, because the models were closed while other threads still used them.
 */
class OneBadAmongManyTest extends OnePhoto {
  private static final int ROUNDS = 50;
  private static final int FACES = 60;
  private static final String BAD = "p07.png";

  private Path photos;
  private Path boxes;

  @BeforeEach
  void sixty() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    boxes = folder.resolve("boxes.csv");
    for (int i = 0; i < FACES; i++) {
      ImageFiles.writePng(SmallModels.picture(40, 40, i), photos.resolve("p%02d.png".formatted(i)));
    }
    boxes("5,5,30,30");
  }

  private void boxes(String ofTheBadOne) throws IOException {
    List<String> lines = new ArrayList<>(List.of("image,left,top,right,bottom"));
    for (int i = 0; i < FACES; i++) {
      String name = "p%02d.png".formatted(i);
      lines.add(name + "," + (name.equals(BAD) ? ofTheBadOne : "5,5,30,30"));
    }
    Files.write(boxes, lines);
  }

  @Test
  void predict_allGood_findsSixty() throws IOException {
    assertEquals(FACES, faces(predict()).size());
  }

  @Test
  void predict_oneDamagedPicture_isNamedInEveryRound() throws IOException {
    Files.writeString(photos.resolve(BAD), "damaged");
    assertNamed(BAD);
  }

  @Test
  void predict_oneBoxOutsideItsPicture_isNamedInEveryRound() throws IOException {
    boxes("50,5,90,30");
    assertNamed(BAD + ": the face box 50.0,5.0,90.0,30.0 lies outside the picture of 40 x 40");
  }

  private void assertNamed(String sentence) {
    for (int round = 0; round < ROUNDS; round++) {
      Cli run = predict();
      assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
      assertTrue(run.err().contains(sentence), run.err());
    }
  }

  private Cli predict() {
    return Cli.run(
        "predict", "--model", model, "--threads", "8", "--boxes", boxes, photos.toString());
  }
}
