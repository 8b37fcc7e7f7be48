package org.wingloss.spark.synthesise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.CropGeometry;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.ShardStatistics;
import org.wingloss.spark.Program;
import org.wingloss.spark.SparkRun;

/** Synthetic faces by Spark: the faces of the series, the same bytes whoever writes them. */
class SparkSynthesiseTest {
  @TempDir private Path folder;

  @Test
  void tarsAndIndex_ofASeries_haveTheBytesOfSynthesise() throws Exception {
    Path out = folder.resolve("shards");
    SparkRun run =
        SparkRun.of(
            "synthesise",
            "--faces",
            24,
            "--faces-per-tar",
            9,
            "--size",
            64,
            "--seed",
            4,
            "--out",
            out);
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertEquals(
        List.of(
            "index.json",
            "train-00000.tar",
            "train-00001.tar",
            "train-00002.tar",
            "validation-00000.tar"),
        names(out));
    Program.run(
        ExitCode.OK,
        folder,
        "synthesise",
        "--layout",
        "tar",
        "--faces",
        24,
        "--faces-per-tar",
        9,
        "--size",
        64,
        "--seed",
        4,
        "--out",
        "plain");
    for (String name : names(out)) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("plain").resolve(name)),
          Files.readAllBytes(out.resolve(name)),
          name);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** What a killed task had begun lies beside it under a name of its own. */
  @Test
  void tar_writtenAgain_hasTheSameBytes() throws IOException {
    ShardName last = new ShardName(ShardName.Split.TRAIN, 5);
    TarTask task =
        new TarTask(
            new SyntheticSeries(2, 48, "mtfl-5"),
            40,
            new CropGeometry(
                new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.2, true), new CropSize(32, 1.5, 1.25)),
            7,
            CropEncoding.PNG,
            folder.toString());
    ShardStatistics first = task.call(last);
    assertEquals(36 - 35, first.samples());
    byte[] bytes = Files.readAllBytes(folder.resolve(last.file()));
    assertEquals(first, task.call(last));
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve(last.file())));
    assertEquals(List.of(last.file()), names(folder));
  }

  @Test
  void table_ofASeries_holdsItsPicturesWhole() throws IOException {
    Path out = folder.resolve("table");
    SparkRun run =
        SparkRun.of(
            "synthesise",
            "--layout",
            "parquet:aflw-19",
            "--faces",
            20,
            "--size",
            48,
            "--png",
            "--out",
            out);
    assertEquals(ExitCode.OK, run.exit(), run.err());
    List<Row> rows;
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()) {
      rows = session.read().parquet(out.toString()).orderBy("id").collectAsList();
    }
    assertEquals(20, rows.size());
    RenderedFace face = new SyntheticSeries(1, 48, "aflw-19").render(3);
    assertEquals("face-00000003", rows.get(3).getAs("id"));
    assertArrayEquals(ImageFiles.png(face.image()), rows.get(3).<byte[]>getAs("bytes"));
    assertEquals(19, rows.get(3).getList(rows.get(3).fieldIndex("landmarks")).size());
    List<Double> box = rows.get(3).getList(rows.get(3).fieldIndex("box"));
    assertEquals(face.box().left(), box.get(0));
    assertEquals(face.yaw(), rows.get(3).<Double>getAs("yaw"));
  }

  @Test
  void options_thatDoNotFit_areUsageErrors() throws IOException {
    Files.writeString(folder.resolve("a"), "a");
    for (List<Object> words :
        List.<List<Object>>of(
            List.of("synthesise", "--faces", "100"),
            List.of("synthesise", "--faces", "19", "--out", folder.resolve("o")),
            List.of("synthesise", "--layout", "300w", "--out", folder.resolve("o")),
            List.of("synthesise", "--layout", "tar:cofw-29", "--size", "9", "--out", "o"),
            List.of("synthesise", "--layout", "parquet", "--faces-per-tar", "9", "--out", "o"),
            List.of("synthesise", "--layout", "parquet", "--recipe", "r.yaml", "--out", "o"),
            List.of("synthesise", "--layout", "parquet", "--set", "box=x", "--out", "o"),
            List.of("synthesise", "--out", folder))) {
      SparkRun run = SparkRun.of(words.toArray());
      assertEquals(ExitCode.USAGE, run.exit(), words + run.err());
      assertTrue(run.err().startsWith("error: "), run.err());
    }
  }
}
