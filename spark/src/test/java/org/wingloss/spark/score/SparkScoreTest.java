package org.wingloss.spark.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.spark.Program;
import org.wingloss.spark.SparkRun;

/** What {@code score} and {@code compare} print, from tables cut and ordered in any way. */
class SparkScoreTest {
  private static final int FACES = 3_000;

  /** Characters that mean something in a URI, in a pattern of names and in a list of paths. */
  private static final String ODD = "a \u00e4%20, [b] {c,d}";

  @TempDir private Path folder;
  private Path truth;
  private Path mine;
  private Path yours;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(3);
    List<String> faces = new ArrayList<>();
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int i = 0; i < FACES; i++) {
      double[] shape = {30, 40, 70, 41, 50, 60, 35, 80, 65, 81};
      faces.add(line(i, shape, i % 3 == 0 ? ",\"subsets\":[\"hard\"]" : ",\"hidden\":[1]"));
      if (i % 100 != 7) {
        double far = i % 500 == 2 ? 40 : 0;
        first.add(line(i, moved(shape, far, random), ""));
      } else if (i % 200 == 7) {
        // A face that was not found may have a line without any point.
        first.add(line(i, shape, "").replaceAll("\\[[0-9.]+,[0-9.]+]", "null"));
      }
      second.add(line(i, moved(shape, 0.1, random), ""));
    }
    second.add(line(FACES, new double[10], ""));
    Collections.shuffle(first, random);
    truth = Files.write(folder.resolve("truth.jsonl"), faces);
    mine = Files.write(folder.resolve("mine.jsonl"), first);
    yours = Files.write(folder.resolve("yours.jsonl"), second);
  }

  private static double[] moved(double[] shape, double far, Random random) {
    return Arrays.stream(shape).map(x -> x + far + random.nextGaussian()).toArray();
  }

  /** Two faces to a picture. */
  private static String line(int i, double[] points, String more) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < points.length; k += 2) {
      text.append(k == 0 ? "" : ",");
      text.append("[%s,%s]".formatted(points[k] + 50 * (i % 2), points[k + 1]));
    }
    String id = "p%d.jpg%s".formatted(i / 2, i % 2 == 0 ? "" : "#2");
    return "{\"id\":\"%s\",\"landmarks\":[%s]%s}".formatted(id, text, more);
  }

  private static String spark(int exit, Object... words) {
    List<Object> all = new ArrayList<>(List.of("score", "--resamples", "200"));
    all.addAll(List.of(words));
    SparkRun run = SparkRun.of(all.toArray());
    assertEquals(exit, run.exit(), run.err());
    return exit == ExitCode.OK ? run.out() : run.err();
  }

  private String plain(Object... words) throws Exception {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--resamples", "200"));
    return Program.run(ExitCode.OK, folder, all.toArray());
  }

  @Test
  void score_oneTable_printsWhatScorePrints() throws Exception {
    String expected = plain("score", "--truth", truth, "--predictions", mine, "--json");
    assertTrue(expected.contains("another face of the picture"), expected);
    assertEquals(expected, spark(ExitCode.OK, "--truth", truth, "--predictions", mine, "--json"));
  }

  /** Parquet in seven parts, of the same name as the file, in a folder of an odd name. */
  @Test
  void score_parquetInManyParts_printsTheSame() throws Exception {
    String expected = plain("score", "--truth", truth, "--predictions", mine, "--json");
    Path tables = Files.createDirectories(folder.resolve(ODD));
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      for (Path table : List.of(truth, mine)) {
        session
            .read()
            .json(table.toString())
            .repartition(7)
            .write()
            .parquet(tables.resolve(table.getFileName()).toString());
      }
    }
    assertEquals(
        expected,
        spark(
            ExitCode.OK,
            "--truth",
            tables.resolve("truth.jsonl"),
            "--predictions",
            tables.resolve("mine.jsonl"),
            "--json"));
  }

  @Test
  void score_linesInAFolderOfAnOddName_printsTheSame() throws IOException {
    String expected = spark(ExitCode.OK, "--truth", truth, "--predictions", mine, "--json");
    Path odd = Files.createDirectories(folder.resolve(ODD));
    Path oddTruth = Files.copy(truth, odd.resolve(truth.getFileName()));
    Path oddMine = Files.copy(mine, odd.resolve(mine.getFileName()));
    assertEquals(
        expected, spark(ExitCode.OK, "--truth", oddTruth, "--predictions", oddMine, "--json"));
  }

  /** Its picture is looked at again by a task that has no other face. */
  @Test
  void score_farPredictionOfAFaceWithoutLength_printsWhatScorePrints() throws Exception {
    double[] shape = {30, 40, 70, 41, 50, 60, 35, 80, 65, 81};
    Random random = new Random(7);
    List<String> faces = new ArrayList<>();
    List<String> predicted = new ArrayList<>();
    for (int i = 0; i <= 20; i++) {
      faces.add(line(i, shape, ""));
      predicted.add(line(i, moved(shape, i == 20 ? 200 : 0, random), ""));
    }
    String eyes = "[30.0,40.0],[70.0,41.0]";
    assertTrue(faces.get(20).contains(eyes), faces.get(20));
    faces.set(20, faces.get(20).replace(eyes, "null,null"));
    Files.write(truth, faces);
    Files.write(mine, predicted);
    Object[] words = {"--truth", truth, "--predictions", mine, "--norm", "inter-pupil", "--json"};
    List<Object> score = new ArrayList<>(List.of("score"));
    score.addAll(List.of(words));
    assertEquals(plain(score.toArray()), spark(ExitCode.OK, words));
  }

  /** The table of predictions is not there, which the work would find out. */
  @Test
  void options_thatCannotBeUsed_areRefusedBeforeTheWork() {
    Path absent = folder.resolve("absent");
    for (List<Object> more :
        List.<List<Object>>of(
            List.of("--threshold", 150),
            List.of("--resamples", 5),
            List.of("--predictions", absent))) {
      List<Object> words = new ArrayList<>(List.of("score", "--truth", truth));
      words.addAll(List.of("--predictions", absent));
      words.addAll(more);
      SparkRun run = SparkRun.of(words.toArray());
      assertEquals(ExitCode.USAGE, run.exit(), more + run.err());
    }
  }

  @Test
  void score_twoTables_printsWhatComparePrints() throws Exception {
    String[] words = {
      "--truth", truth.toString(),
      "--predictions", mine.toString(),
      "--predictions", yours.toString(),
      "--scheme", "mtfl-5",
      "--json"
    };
    List<Object> compare = new ArrayList<>(List.of("compare"));
    compare.addAll(List.of(words));
    assertEquals(
        plain(compare.toArray()),
        spark(ExitCode.OK, Arrays.copyOf(words, words.length, Object[].class)));
  }

  @Test
  void score_idTwice_saysWhere() throws IOException {
    Files.writeString(mine, Files.readString(mine) + Files.readAllLines(mine).get(5) + "\n");
    String said = spark(ExitCode.BAD_DATA, "--truth", truth, "--predictions", mine);
    assertTrue(said.contains(mine + ": the id 'p"), said);
    assertTrue(said.contains("occurs twice"), said);
  }

  /** As {@code predict --format jsonl} tells of a picture that it could not use. */
  @Test
  void score_lineThatTellsOfAFailure_isPassedOver() throws Exception {
    String expected = spark(ExitCode.OK, "--truth", truth, "--predictions", mine, "--json");
    Files.writeString(
        mine,
        "{\"id\":\"broken.jpg\",\"image\":\"broken.jpg\",\"error\":\"cannot be decoded\"}\n",
        StandardOpenOption.APPEND);
    assertEquals(expected, spark(ExitCode.OK, "--truth", truth, "--predictions", mine, "--json"));
  }

  @Test
  void score_lineThatIsNoFace_saysWhichLine() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(mine));
    lines.set(1_234, "{\"id\":\"x\",\"landmarks\":[[1,2],[3]]}");
    Files.write(mine, lines);
    String said = spark(ExitCode.BAD_DATA, "--truth", truth, "--predictions", mine);
    assertTrue(said.contains(mine + ", line 1235"), said);
  }

  @Test
  void score_otherIds_saysWhatTheyAreLike() throws IOException {
    Files.writeString(mine, Files.readString(mine).replace(".jpg", ".png"));
    String said = spark(ExitCode.BAD_DATA, "--truth", truth, "--predictions", mine);
    assertTrue(said.contains("their ids must be equal"), said);
  }

  @Test
  void score_otherNumberOfLandmarks_namesTheFace() throws IOException {
    String said =
        spark(
            ExitCode.BAD_DATA,
            "--truth",
            truth,
            "--predictions",
            mine,
            "--scheme",
            "300w-68",
            "--norm",
            "landmark-box");
    assertTrue(said.contains("must have 68 landmarks (scheme 300w-68) but has 5"), said);
  }

  @Test
  void score_noSuchTable_saysSo() {
    String said =
        spark(ExitCode.BAD_DATA, "--truth", folder.resolve("absent"), "--predictions", mine);
    assertTrue(said.contains("there is no such file"), said);
  }
}
