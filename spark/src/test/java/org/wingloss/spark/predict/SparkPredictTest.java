package org.wingloss.spark.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.spark.Program;
import org.wingloss.spark.SparkRun;

/** Landmarks by Spark in this process are those of {@code predict}, whatever names the pictures. */
class SparkPredictTest {
  private static final int FACES = 7;

  @TempDir static Path shared;
  static Path photos;
  static byte[] expected;

  @TempDir private Path folder;

  /** Names whose order is another one by their characters, one without a face, two bad files. */
  @BeforeAll
  static void drawFaces() throws Exception {
    photos = Files.createDirectories(shared.resolve("photos"));
    SyntheticFaces faces = new SyntheticFaces(5);
    for (int i = 0; i < FACES; i++) {
      ImageFiles.writePng(faces.face(i, 160).image(), photos.resolve("frame" + (3 * i) + ".png"));
    }
    Files.createDirectories(photos.resolve("more"));
    Files.move(photos.resolve("frame18.png"), photos.resolve("more/_a b.png"));
    ImageFiles.writePng(new RgbImage(40, 40), photos.resolve("nobody.png"));
    Files.writeString(photos.resolve("words.jpg"), "no picture");
    Files.write(photos.resolve("bomb.png"), bomb());
    Program.run(
        ExitCode.BAD_DATA, shared, "predict", "photos", "--skip-bad", "--out", "plain.jsonl");
    expected = Files.readAllBytes(shared.resolve("plain.jsonl"));
    assertTrue(Files.readAllLines(shared.resolve("plain.jsonl")).size() >= FACES - 1);
  }

  /** A header that promises 60,000 × 60,000 pixels. */
  private static byte[] bomb() {
    ByteBuffer header = ByteBuffer.allocate(8 + 25);
    header.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}).putInt(13);
    header.put(new byte[] {'I', 'H', 'D', 'R'}).putInt(60_000).putInt(60_000);
    header.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array(), 12, 17);
    return header.putInt((int) crc.getValue()).array();
  }

  @Test
  void folder_toAFile_hasTheBytesOfPredict() throws IOException {
    Path out = shared.resolve("spark.jsonl");
    SparkRun run = SparkRun.of("predict", photos, "--out", out);
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    assertArrayEquals(expected, Files.readAllBytes(out));
    assertTrue(run.err().contains("skipped: " + photos.resolve("words.jpg")), run.err());
    assertTrue(run.err().contains("2 pictures cannot be used"), run.err());
    assertTrue(run.err().contains("no face in 1 of"), run.err());
  }

  @Test
  void address_toAFile_hasTheFacesOfThePath() throws IOException {
    Path out = shared.resolve("address.jsonl");
    SparkRun run = SparkRun.of("predict", photos.toUri(), "--out", out, "--partitions", "3");
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    assertArrayEquals(expected, Files.readAllBytes(out));
  }

  @Test
  void list_inAnyOrder_isSortedByIds() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(photos)) {
      files.filter(Files::isRegularFile).map(Path::toString).forEach(lines::add);
    }
    lines.sort(null);
    Files.write(folder.resolve("list.txt"), lines);
    SparkRun run =
        SparkRun.of(
            "predict", "--list", folder.resolve("list.txt"), "--out", folder.resolve("f.jsonl"));
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    List<String> ids = ids(folder.resolve("f.jsonl"));
    assertEquals(photos.resolve("frame0.png").toString(), ids.get(0));
    assertTrue(
        ids.indexOf(photos.resolve("frame9.png").toString())
            < ids.indexOf(photos.resolve("frame12.png").toString()),
        ids.toString());
  }

  /** Characters that mean something in a URI and in a pattern of names. */
  @Test
  void listTableAndResults_inAFolderOfAnOddName_areThoseOfThatName() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("a \u00e4%20 [b]"));
    Path photo = photos.resolve("frame0.png");
    Path list = Files.writeString(odd.resolve("list.txt"), photo.toString());
    Path table = odd.resolve("table.jsonl");
    Files.writeString(table, "{\"path\":\"%s\"}".formatted(photo));
    for (List<Object> source :
        List.<List<Object>>of(List.of("--list", list), List.of("--table", table))) {
      Path out = odd.resolve("faces of " + source.get(0));
      SparkRun run = SparkRun.of("predict", source.get(0), source.get(1), "--whole", "--out", out);
      assertEquals(ExitCode.OK, run.exit(), run.err());
      assertTrue(Files.exists(out.resolve("_SUCCESS")), run.out());
    }
  }

  /** A row may hold a whole picture; a bad one is a row of the results too. */
  @Test
  void tableOfBytes_toAFolder_hasARowForEachFaceAndEachBadPicture() throws IOException {
    Path table = folder.resolve("photos.parquet");
    Path out = folder.resolve("faces");
    writeTable(table, List.of("frame9.png", "words.jpg", "frame0.png", "bomb.png", "nobody.png"));
    SparkRun run = SparkRun.of("predict", "--table", table, "--out", out);
    assertEquals(ExitCode.OK, run.exit(), run.err());
    List<Row> rows = read(out);
    assertEquals(
        List.of("bomb.png", "frame0.png", "frame9.png", "words.jpg"),
        rows.stream().map(row -> row.<String>getAs("id")).toList());
    assertTrue(
        rows.get(0).<String>getAs("error").startsWith("bomb.png: the header says 60000 x 60000"),
        rows.get(0).toString());
    assertEquals("bomb.png", rows.get(0).getAs("id"));
    Row face = rows.get(1);
    assertEquals(1, face.<Integer>getAs("face"));
    assertEquals(68, face.getList(face.fieldIndex("landmarks")).size());
    assertEquals(12, face.<String>getAs("model").length());
    JsonNode line =
        lines(shared.resolve("plain.jsonl")).stream()
            .filter(one -> one.path("id").asText().equals("frame0.png"))
            .findFirst()
            .orElseThrow();
    List<Double> box = face.getList(face.fieldIndex("box"));
    for (int i = 0; i < 4; i++) {
      assertEquals(line.path("box").get(i).asDouble(), box.get(i));
    }
    assertEquals(line.path("plausible").asBoolean(), face.<Boolean>getAs("plausible"));
  }

  private void writeTable(Path table, List<String> names) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(RowFactory.create(name, Files.readAllBytes(photos.resolve(name))));
    }
    try (SparkSession session = session()) {
      session
          .createDataFrame(
              rows,
              new StructType().add("id", DataTypes.StringType).add("bytes", DataTypes.BinaryType))
          .repartition(3)
          .write()
          .parquet(table.toString());
    }
  }

  private static List<Row> read(Path table) throws IOException {
    try (SparkSession session = session()) {
      return session.read().parquet(table.toString()).collectAsList();
    }
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate();
  }

  @Test
  void boxesAndUncertainty_toAFolderOfLines_areThoseOfPredict() throws Exception {
    Path boxes = folder.resolve("boxes.csv");
    Files.writeString(
        boxes,
        """
        image,left,top,right,bottom
        frame0.png#2,10,20,90,110
        more/_a b.png,20,30,110,130
        frame0.png,30,30,120,120
        """);
    SparkRun run =
        SparkRun.of(
            "predict",
            photos,
            "--boxes",
            boxes,
            "--uncertainty",
            "--format",
            "jsonl",
            "--out",
            folder.resolve("faces"));
    assertEquals(ExitCode.OK, run.exit(), run.err());
    Program.run(
        ExitCode.BAD_DATA,
        folder,
        "predict",
        photos,
        "--boxes",
        boxes,
        "--uncertainty",
        "--skip-bad",
        "--out",
        "plain.jsonl");
    List<JsonNode> plain = lines(folder.resolve("plain.jsonl"));
    List<JsonNode> spark = new ArrayList<>();
    try (Stream<Path> parts = Files.list(folder.resolve("faces"))) {
      for (Path part : parts.filter(p -> p.toString().endsWith(".json")).sorted().toList()) {
        lines(part).stream().filter(line -> !line.has("error")).forEach(spark::add);
      }
    }
    assertEquals(
        List.of("frame0.png#2", "frame0.png", "more/_a b.png"), ids(folder.resolve("plain.jsonl")));
    assertEquals(plain.size(), spark.size());
    for (int i = 0; i < plain.size(); i++) {
      for (String key : List.of("id", "landmarks", "box", "plausible", "uncertainty")) {
        assertEquals(plain.get(i).get(key), spark.get(i).get(key), key);
      }
      assertTrue(spark.get(i).has("face"));
    }
  }

  /** A model of one's own travels with the job; its results name it. */
  @Test
  void modelOfOnesOwn_toAFile_hasTheBytesOfPredict() throws Exception {
    Path model = folder.resolve("model");
    Program.run(ExitCode.OK, folder, "export", "--format", "folder", "--out", model);
    List<Object> what =
        List.of(photos.resolve("frame9.png"), photos.resolve("frame0.png"), "--model", model);
    SparkRun run =
        SparkRun.of(
            Stream.of(
                    List.of("predict"),
                    what,
                    List.of("--whole", "--out", folder.resolve("s.jsonl")))
                .flatMap(List::stream)
                .toArray());
    assertEquals(ExitCode.OK, run.exit(), run.err());
    Program.run(
        ExitCode.OK,
        folder,
        Stream.of(List.of("predict"), what, List.of("--whole", "--out", folder.resolve("p.jsonl")))
            .flatMap(List::stream)
            .toArray());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("p.jsonl")),
        Files.readAllBytes(folder.resolve("s.jsonl")));
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static List<String> ids(Path file) throws IOException {
    return lines(file).stream().map(line -> line.path("id").asText()).toList();
  }
}
