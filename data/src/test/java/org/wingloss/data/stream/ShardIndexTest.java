package org.wingloss.data.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.batch.DottedFaces;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.face.Face;

class ShardIndexTest {
  @TempDir Path folder;
  private List<Face> faces;
  private List<CropSample> samples;

  @BeforeEach
  void cut() {
    faces = StreamFixture.faces(folder, 6);
    samples = StreamFixture.samples(faces, CropEncoding.JPEG);
  }

  @Test
  void index_writtenAndRead_isTheSame() {
    ShardIndex written = StreamFixture.write(folder, samples, 4, 2);
    assertEquals(written, ShardIndex.read(folder));
    assertEquals(6, written.trainingFaces());
    assertEquals(0, written.validationFaces());
    assertEquals(DottedFaces.scheme(), written.scheme());
    assertEquals(
        List.of("train-00000.tar", "train-00001.tar"),
        written.train().stream().map(ShardIndex.Tar::name).toList());
  }

  @Test
  void meanShape_anyDivisionIntoTars_isTheSameAndThatOfTheFaces() {
    ShardIndex one = StreamFixture.write(folder, samples, 6);
    ShardIndex three = StreamFixture.write(folder, samples, 1, 3, 2);
    assertEquals(one.meanShape(), three.meanShape());

    CropGeometry geometry = StreamFixture.GEOMETRY;
    int size = geometry.size().networkSize();
    double[] expected = new BoxCrop(geometry.box()).meanShape(faces, size).vector();
    double[] found = one.networkMeanShape().vector();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], 1e-9);
    }
  }

  @Test
  void index_anyOrderOfTars_isTheSame() {
    List<ShardStatistics> tars = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      ShardName name = new ShardName(n < 5 ? ShardName.Split.TRAIN : ShardName.Split.VALIDATION, n);
      tars.add(TarShardWriter.write(folder, name, samples.subList(n, n + 1).iterator()));
    }
    ShardIndex index = ShardIndex.of("dotted", DottedFaces.scheme(), StreamFixture.GEOMETRY, tars);
    Collections.reverse(tars);
    assertEquals(
        index, ShardIndex.of("dotted", DottedFaces.scheme(), StreamFixture.GEOMETRY, tars));
    assertEquals(5, index.trainingFaces());
    assertEquals(1, index.validationFaces());
  }

  @Test
  void window_withinBytes_isTheLargestWhoseTarsAllFit() {
    ShardIndex index = StreamFixture.write(folder, samples, 1, 3, 2);
    long all = index.windowBytes(3);
    assertEquals(all, index.train().stream().mapToLong(ShardIndex.Tar::bytes).sum());
    assertEquals(3, index.windowWithin(all));
    assertEquals(2, index.windowWithin(all - 1));
    assertEquals(1, index.windowWithin(index.windowBytes(1)));
    assertEquals(0, index.windowWithin(index.windowBytes(1) - 1));
    assertEquals(3, index.usualWindow());
    assertEquals("sample 2 of train-00001.tar", index.nameOf(3));
  }

  @Test
  void index_validationAlone_isRefused() {
    ShardName name = new ShardName(ShardName.Split.VALIDATION, 0);
    ShardStatistics tar = TarShardWriter.write(folder, name, samples.iterator());
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ShardIndex.of(
                    "dotted", DottedFaces.scheme(), StreamFixture.GEOMETRY, List.of(tar)));
    assertEquals("there is no tar to train on", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : \"wingloss-crops-1\"|\"format\" : \"other\"|expected the format",
        "\"training-faces\" : 6|\"training-faces\" : 7|hold 6 samples but the index says 7",
        "train-00001.tar|train-00000.tar|each once, but train-00000.tar comes after",
        "train-00001.tar|validation-00001.tar|is listed among the tars of train",
        "train-00001.tar|../train-00001.tar|expected a name like train-00017.tar",
        "train-00001.tar|/etc/passwd|expected a name like train-00017.tar",
        "\"samples\" : 4|\"samples\" : 2147483647|cannot hold 2147483647 samples",
        "\"samples\" : 4|\"samples\" : -4|cannot hold -4 samples",
        "'\"bytes\" : '|'\"bytes\" : 99999999'|may have at most 1073741824 bytes",
        "\"network-size\" : 16|\"network-size\" : 2000000000|at most 4096 pixels a side",
        "\"count\" : 5|\"count\" : 4|mirror names landmark 4",
        "\"validation\" : [ ]|\"validation\" : null|at validation: Null value"
      })
  void read_indexThatDoesNotFit_isRefusedNamingTheFile(String sound, String broken, String says)
      throws IOException {
    StreamFixture.write(folder, samples, 4, 2);
    Path file = folder.resolve("index.json");
    String text = Files.readString(file);
    assertTrue(text.contains(sound), text);
    Files.writeString(file, text.replace(sound, broken));
    var e = assertThrows(InvalidDataException.class, () -> ShardIndex.read(folder));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(says), e.getMessage());
  }

  /** To open it would wait for its other end. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void read_indexThatIsAPipe_isRefused() throws Exception {
    Path pipe = folder.resolve("index.json");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    var e =
        assertThrows(
            InvalidDataException.class,
            () -> assertTimeoutPreemptively(Duration.ofMinutes(1), () -> ShardIndex.read(folder)));
    assertEquals(pipe + ": is not a regular file", e.getMessage());
  }
}
