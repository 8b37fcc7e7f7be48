package org.wingloss.spark.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.spark.SparkRun;

/** What {@code spark predict} says of pictures that are read otherwise than they are stored. */
class SparkPredictRemarksTest {
  /** An EXIF segment that asks for a quarter turn. */
  private static final String QUARTER_TURN =
      "ffe100224578696600004d4d002a00000008000101120003000000010006000000000000";

  @TempDir private Path folder;

  /** Two faces, so that rows are told from pictures. */
  @Test
  void picture_rotatedAndWithoutItsEnd_isCountedOnce() throws IOException {
    byte[] jpeg = ImageFiles.jpeg(new SyntheticFaces(5).face(0, 96).image(), 0.9);
    ByteArrayOutputStream tagged = new ByteArrayOutputStream();
    tagged.write(jpeg, 0, 2);
    tagged.writeBytes(HexFormat.of().parseHex(QUARTER_TURN));
    tagged.write(jpeg, 2, jpeg.length - 4); // without the two bytes of the end marker
    Path photo = Files.write(folder.resolve("side.jpg"), tagged.toByteArray());
    Path boxes =
        Files.writeString(
            folder.resolve("boxes.csv"),
            "image,left,top,right,bottom\nside.jpg,9,9,80,80\nside.jpg#2,20,20,90,90\n");
    Path out = folder.resolve("faces.jsonl");
    SparkRun run = SparkRun.of("predict", photo, "--boxes", boxes, "--out", out);
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(
        run.err()
            .contains(
                "1 picture was rotated as its EXIF tag says; data sets are read as stored: for one,"
                    + " add --stored-orientation"),
        run.err());
    assertTrue(run.err().contains("1 picture was read although its file is not whole"), run.err());
    SparkRun stored =
        SparkRun.of("predict", photo, "--boxes", boxes, "--out", out, "--stored-orientation");
    assertEquals(ExitCode.OK, stored.exit(), stored.err());
    assertFalse(stored.err().contains("rotated"), stored.err());
  }
}
