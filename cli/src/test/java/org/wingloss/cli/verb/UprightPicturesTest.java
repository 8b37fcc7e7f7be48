package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.ExifOrientation;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.FaceLandmarks;

/** Photographs that their EXIF tag turns: coordinates are those of what a viewer shows. */
class UprightPicturesTest extends OnePhoto {
  private Path plain;
  private Path tagged;

  @BeforeEach
  void turn() throws IOException {
    RgbImage upright = SmallModels.picture(100, 80, 4);
    plain = Files.write(folder.resolve("plain.jpg"), ImageFiles.jpeg(upright, 1));
    tagged = Files.write(folder.resolve("tagged.jpg"), turned(upright));
  }

  /** Stored a quarter turn to the left; tag 6 says: turn it to the right. */
  private static byte[] turned(RgbImage upright) {
    RgbImage stored = ExifOrientation.THREE_QUARTER_TURN.upright(upright);
    assertArrayEquals(upright.rgb(), ExifOrientation.QUARTER_TURN.upright(stored).rgb());
    return withOrientation(ImageFiles.jpeg(stored, 1), 6);
  }

  /** Puts an EXIF segment with one tag, the orientation, behind the start of a JPEG. */
  private static byte[] withOrientation(byte[] jpeg, int value) {
    int[] segment = {
      0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
      3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    for (int b : segment) {
      out.write(b);
    }
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private void assertUpright(String verb) throws IOException {
    Landmarks seen = answer(verb, plain);
    assertTrue(distance(seen, answer(verb, tagged)) < 0.2, verb);
    assertTrue(distance(seen, answer(verb, tagged, "--stored-orientation")) > 1, verb);
  }

  private Landmarks answer(String verb, Path picture, String... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of(verb, "--model", model, picture));
    words.addAll(List.of("--box", BOX));
    words.addAll(List.of(more));
    return faces(Cli.run(words.toArray())).get(0).landmarks();
  }

  private static double distance(Landmarks a, Landmarks b) {
    double largest = 0;
    for (int i = 0; i < a.count(); i++) {
      largest = Math.max(largest, Math.hypot(a.x(i) - b.x(i), a.y(i) - b.y(i)));
    }
    return largest;
  }

  @Test
  void predict_pictureWithExifTurn_isAnsweredAsSeen() throws IOException {
    assertUpright("predict");
  }

  @Test
  void track_framesWithExifTurn_areFollowedAsSeen() throws IOException {
    assertUpright("track");
  }

  /** A data set is read as stored: who makes one of such a file must know. */
  @Test
  void predict_outOfTurnedPictures_saysSo() {
    Path out = folder.resolve("faces.jsonl");
    String said = "1 picture was rotated as its EXIF tag says (" + tagged + ")";
    Cli run = Cli.run("predict", "--model", model, plain, tagged, "--box", BOX, "--out", out);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().contains(said), run.err());
    for (String shard : List.of("1/2", "2/2")) {
      Path shared = folder.resolve("shared.jsonl");
      Object[] part = {
        "predict", "--model", model, plain, tagged, "--box", BOX, "--out", shared, "--shard", shard
      };
      assertEquals(0, Cli.run(part).exit());
    }
    assertTrue(Cli.run("merge", folder.resolve("shared.jsonl")).err().contains(said), said);
    Cli stored =
        Cli.run(
            "predict",
            "--model",
            model,
            tagged,
            "--box",
            BOX,
            "--out",
            out,
            "--stored-orientation");
    assertFalse(stored.err().contains("rotated"), stored.err());
  }

  @Test
  void faceLandmarks_fileWithExifTurn_findsWhatPredictFinds() throws IOException {
    RgbImage face = new SyntheticFaces(5).face(64, 320).image();
    Path photograph = Files.write(folder.resolve("face.jpg"), turned(face));
    List<Landmarks> predicted =
        faces(Cli.run("predict", photograph)).stream().map(one -> one.landmarks()).toList();
    try (FaceLandmarks standard = FaceLandmarks.standard()) {
      List<FaceLandmarks.Found> found = standard.find(photograph);
      assertEquals(1, found.size());
      assertEquals(1, predicted.size());
      assertTrue(distance(found.get(0).landmarks(), predicted.get(0)) < 0.01);
    }
  }
}
