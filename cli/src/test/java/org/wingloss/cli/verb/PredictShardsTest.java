package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;

/** {@code predict --shard} and {@code merge}: the file of one process, to the byte. */
class PredictShardsTest {
  private static final int PICTURES = 12;
  private static final int SHARDS = 3;

  @TempDir Path folder;
  private Path model;
  private Path photos;

  @BeforeEach
  void write() throws IOException {
    model = SmallModels.one(folder.resolve("model"));
    photos = Files.createDirectories(folder.resolve("photos"));
    for (int i = 0; i < PICTURES; i++) {
      ImageFiles.writePng(
          SmallModels.picture(60 + i, 50, i), photos.resolve("p%02d.png".formatted(i)));
    }
  }

  private Cli predict(Path out, Object... more) {
    List<Object> words = new ArrayList<>(List.of("predict", "--model", model, photos));
    words.addAll(List.of("--out", out));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  private void shards(Path out, Object... more) {
    for (int i = SHARDS; i >= 1; i--) {
      List<Object> words = new ArrayList<>(List.of("--shard", i + "/" + SHARDS));
      words.addAll(List.of(more));
      Cli run = predict(out, words.toArray());
      assertEquals(ExitCode.OK, run.exit(), run.err());
      assertEquals("", run.out());
    }
    assertFalse(Files.exists(out));
  }

  /** One process and merged shards: the same file, lines on standard error, and exit code. */
  private String assertSame(Object... options) throws IOException {
    Path out = folder.resolve("faces.jsonl");
    Cli one = predict(out, options);
    byte[] whole = Files.readAllBytes(out);
    Files.delete(out);
    shards(out, options);
    Cli merged = Cli.run("merge", out);
    assertEquals(one.exit(), merged.exit(), merged.err());
    assertTrue(Arrays.equals(whole, Files.readAllBytes(out)), "bytes differ");
    assertTrue(whole.length > 0);
    assertEquals("", merged.out());
    assertEquals(one.err(), merged.err());
    return merged.err();
  }

  @Test
  void merge_givenBoxes_givesTheFileOfOneProcess() throws IOException {
    String said = assertSame("--box", "10,5,40,45", "--box", "0,0,20,20");
    assertTrue(said.contains("24 faces of 12 pictures in "), said);
  }

  @Test
  void merge_uncertainty_leavesTheSameFacesOut() throws IOException {
    String said = assertSame("--whole", "--uncertainty", "--max-uncertainty", "21");
    assertTrue(said.contains("of 12 faces left out"), said);
  }

  @Test
  void merge_someBadPicturesSkipped_endsWithTheirExitCode() throws IOException {
    Files.write(photos.resolve("p04.png"), new byte[] {1, 2, 3});
    byte[] jpeg = ImageFiles.jpeg(SmallModels.picture(60, 50, 3), 0.9);
    Files.write(photos.resolve("q.jpg"), Arrays.copyOf(jpeg, jpeg.length - 2));
    String said = assertSame("--whole", "--skip-bad");
    assertTrue(said.contains("skipped: " + photos.resolve("p04.png")), said);
    assertTrue(said.contains("not whole"), said);
  }

  @Test
  void merge_fileOfBoxes_tellsPicturesWithout() throws IOException {
    Path boxes = folder.resolve("boxes.csv");
    Files.writeString(
        boxes,
        "image,left,top,right,bottom\np03.png,2,2,30,30\np03.png#2,9,2,40,30\np07.png,2,2,9,9\n");
    String said = assertSame("--boxes", boxes);
    assertTrue(said.contains("no face box is given for 10 of 12 pictures"), said);
  }

  /** A shard refuses {@code --json} and says that it is for merge. */
  @Test
  void merge_json_printsTheDocumentBesideTheFile() throws IOException {
    String whole = Cli.run("predict", "--model", model, photos, "--whole", "--json").out();
    Path out = folder.resolve("faces.jsonl");
    shards(out, "--whole");
    Cli merged = Cli.run("merge", out, "--json");
    assertEquals(ExitCode.OK, merged.exit(), merged.err());
    assertTrue(Files.exists(out));
    assertEquals(
        StrictJson.mapper().readTree(whole).path("faces").findValues("landmarks"),
        StrictJson.mapper().readTree(merged.out()).path("faces").findValues("landmarks"));
  }

  @Test
  void merge_jsonOfABadPicture_namesIt() throws IOException {
    Files.write(photos.resolve("p04.png"), new byte[] {1, 2, 3});
    Path out = folder.resolve("faces.jsonl");
    shards(out, "--whole", "--skip-bad");
    Cli merged = Cli.run("merge", out, "--json");
    assertEquals(ExitCode.BAD_DATA, merged.exit(), merged.err());
    JsonNode skipped = StrictJson.mapper().readTree(merged.out()).path("skipped");
    assertEquals(1, skipped.size());
    assertEquals("photos/p04.png", skipped.path(0).path("image").textValue());
    String error = skipped.path(0).path("error").textValue();
    assertTrue(error.contains("p04.png: expected a JPEG, PNG"), error);
  }

  @Test
  void merge_drawings_areThoseOfOneProcess() throws IOException {
    Path drawn = folder.resolve("drawn");
    predict(folder.resolve("one.jsonl"), "--whole", "--draw", drawn);
    Set<String> names = names(drawn);
    Path again = folder.resolve("again");
    shards(folder.resolve("faces.jsonl"), "--whole", "--draw", again);
    assertEquals(names, names(again));
    assertEquals(PICTURES, names.size());
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }

  @Test
  void shard_badPicture_failsItsShardAlone() throws IOException {
    Files.write(photos.resolve("p04.png"), new byte[] {1, 2, 3});
    Path out = folder.resolve("faces.jsonl");
    List<Integer> exits = new ArrayList<>();
    for (int i = 1; i <= SHARDS; i++) {
      exits.add(predict(out, "--whole", "--shard", i + "/" + SHARDS).exit());
    }
    int failed = exits.indexOf(ExitCode.BAD_DATA) + 1;
    exits.remove(failed - 1);
    assertEquals(List.of(ExitCode.OK, ExitCode.OK), exits);
    Cli merged = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, merged.exit());
    assertTrue(
        merged
            .err()
            .contains("%d of 3 is missing; run again with --shard %1$d/3".formatted(failed)),
        merged.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void shard_folderWithANewPicture_isNotMerged() throws IOException {
    Path out = folder.resolve("faces.jsonl");
    predict(out, "--whole", "--shard", "1/2");
    ImageFiles.writePng(SmallModels.picture(60, 50, 3), photos.resolve("new.png"));
    predict(out, "--whole", "--shard", "2/2");
    Cli merged = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, merged.exit());
    assertTrue(merged.err().contains("not parts of the same work"), merged.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void shard_ofMoreThanThereIsWork_leavesAnEmptyPart() {
    Path out = folder.resolve("faces.jsonl");
    for (int i = 1; i <= 40; i++) {
      assertEquals(0, predict(out, "--whole", "--quiet", "--shard", i + "/40").exit());
    }
    assertEquals(0, Cli.run("merge", out).exit());
  }

  @Test
  void shards_withoutAnyFace_areRefusedByMergeAlone() throws IOException {
    Path boxes = folder.resolve("boxes.csv");
    Files.writeString(boxes, "image,left,top,right,bottom\nnone.png,2,2,30,30\n");
    Path out = folder.resolve("faces.jsonl");
    shards(out, "--boxes", boxes);
    Cli merged = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, merged.exit());
    assertTrue(merged.err().contains("no picture has a face box"), merged.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void shard_withOptionsThatDoNotGoWithIt_isAUsageError() {
    Path out = folder.resolve("faces.jsonl");
    assertUsage("--shard: expected I/N", predict(out, "--shard", "9"));
    assertUsage("--json", predict(out, "--shard", "1/2", "--json"));
    assertUsage("--bench", predict(out, "--shard", "1/2", "--bench"));
    Cli none = Cli.run("predict", "--model", model, photos, "--shard", "1/2");
    assertUsage("--shard needs --out", none);
  }

  private static void assertUsage(String said, Cli run) {
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertTrue(run.err().contains(said), run.err());
  }
}
