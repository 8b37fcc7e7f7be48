package org.wingloss.spark.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.spark.SparkRun;

/** What {@code spark predict} refuses, with the exit code of its kind. */
class SparkPredictRefusalsTest {
  @TempDir private Path folder;
  private Path photos;

  @BeforeEach
  void drawAFace() throws IOException {
    photos = Files.createDirectories(folder.resolve("photos"));
    ImageFiles.writePng(new SyntheticFaces(5).face(0, 96).image(), photos.resolve("frame0.png"));
  }

  @Test
  void table_thatNamesAPictureTwice_isRefused() throws IOException {
    Path table = folder.resolve("twice.jsonl");
    String line = "{\"id\":\"a\",\"path\":\"%s\"}%n".formatted(photos.resolve("frame0.png"));
    Files.writeString(table, line + line);
    SparkRun run = SparkRun.of("predict", "--table", table, "--out", folder.resolve("f.jsonl"));
    assertEquals(ExitCode.BAD_DATA, run.exit());
    assertTrue(run.err().contains("the picture 'a' is named 2 times"), run.err());
  }

  /** Nobody has a box: after the work that would be what is said. */
  @Test
  void table_thatNamesAPictureTwice_isRefusedBeforeTheWork() throws IOException {
    Path table = folder.resolve("twice.jsonl");
    Path boxes = folder.resolve("boxes.csv");
    String line = "{\"id\":\"a\",\"path\":\"%s\"}%n".formatted(photos.resolve("frame0.png"));
    Files.writeString(table, line + line);
    Files.writeString(boxes, "image,left,top,right,bottom\nother.png,1,1,9,9\n");
    SparkRun run =
        SparkRun.of(
            "predict", "--table", table, "--boxes", boxes, "--out", folder.resolve("f.jsonl"));
    assertEquals(ExitCode.BAD_DATA, run.exit());
    assertTrue(run.err().contains("the picture 'a' is named 2 times"), run.err());
  }

  /** Base64 that is cut short, an address that is none, and names that are left out. */
  @Test
  void table_withRowsThatCannotBeUsed_endsNoJob() throws IOException {
    Path table = folder.resolve("table.jsonl");
    Path out = folder.resolve("f.jsonl");
    byte[] picture = Files.readAllBytes(photos.resolve("frame0.png"));
    String bytes = Base64.getEncoder().encodeToString(picture);
    String inLines = Base64.getMimeEncoder().encodeToString(picture).replace("\r\n", "\\n");
    Files.write(
        table,
        List.of(
            "{\"id\":\"good\",\"bytes\":\"%s\\n\"}".formatted(inLines),
            "{\"id\":\"cut\",\"bytes\":\"AAAAA\"}",
            "{\"id\":\"colon\",\"path\":\"hdfs://127.0.0.1:1/a:b.png\"}",
            "{\"bytes\":\"%s\"}".formatted(bytes),
            "{\"id\":\" \",\"bytes\":\"%s\"}".formatted(bytes)));
    SparkRun run = SparkRun.of("predict", "--table", table, "--whole", "--out", out);
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    assertEquals(1, Files.readAllLines(out).size());
    assertTrue(run.err().contains("skipped: cut: expected the bytes of a picture"), run.err());
    assertTrue(run.err().contains("skipped: hdfs://127.0.0.1:1/a:b.png: cannot be"), run.err());
    assertTrue(run.err().contains("skipped: (no id): the row has neither"), run.err());
    assertTrue(run.err().contains("4 pictures cannot be used"), run.err());
  }

  @Test
  void table_withoutItsColumns_isRefused() throws IOException {
    Path table = folder.resolve("table.jsonl");
    Files.writeString(table, "{\"name\":\"a\"}");
    SparkRun run = SparkRun.of("predict", "--table", table, "--out", folder.resolve("f.jsonl"));
    assertEquals(ExitCode.BAD_DATA, run.exit());
    assertTrue(
        run.err().contains("expected the column path, or bytes and id, but found: name"),
        run.err());
  }

  @Test
  void table_thatIsNone_isBadData() throws IOException {
    Path table = Files.writeString(folder.resolve("table.parquet"), "no table, no table");
    SparkRun run = SparkRun.of("predict", "--table", table, "--out", folder.resolve("f.jsonl"));
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
  }

  @Test
  void options_thatDoNotFit_areUsageErrors() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("full")).resolve("a"), "a");
    for (List<Object> words :
        List.<List<Object>>of(
            List.of("predict", "--out", "f"),
            List.of("predict", photos, "--list", "l", "--out", "f"),
            List.of("predict", photos),
            List.of("predict", photos, "--out", "f.jsonl", "--format", "parquet"),
            List.of("predict", photos, "--out", folder.resolve("full")),
            List.of("predict", photos, "--boxes", "b", "--whole", "--out", "f"),
            List.of("predict", photos, "--partitions", "0", "--out", "f"))) {
      assertEquals(ExitCode.USAGE, SparkRun.of(words.toArray()).exit(), words.toString());
    }
  }

  @Test
  void modelOrFolder_thatIsNone_isBadData() {
    for (List<Object> words :
        List.<List<Object>>of(
            List.of("predict", photos, "--model", folder, "--out", folder.resolve("f")),
            List.of("predict", photos, "--detector", folder, "--out", folder.resolve("f")),
            List.of("predict", folder.resolve("none"), "--out", folder.resolve("f")),
            List.of("predict", "file:/none", "--out", folder.resolve("f")),
            List.of("predict", photos, "--boxes", folder, "--out", folder.resolve("f")))) {
      SparkRun run = SparkRun.of(words.toArray());
      assertEquals(ExitCode.BAD_DATA, run.exit(), words + run.err());
    }
    assertEquals(0, Arrays.stream(folder.toFile().list()).filter("f"::equals).count());
  }
}
