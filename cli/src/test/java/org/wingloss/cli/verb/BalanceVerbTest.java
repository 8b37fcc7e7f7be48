package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;

class BalanceVerbTest {
  @TempDir private Path folder;
  private Path shapes;

  /** Squares whose corners wander, so that there are modes; one landmark is missing once. */
  @BeforeEach
  void writeShapes() throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    StringBuilder text = new StringBuilder("face,x0,y0,x1,y1,x2,y2,x3,y3\n");
    for (int i = 0; i < 40; i++) {
      double shear = random.nextDouble(-1, 1) * random.nextDouble(20);
      text.append("f").append(i);
      for (double[] p : new double[][] {{0, 0}, {100, 0}, {100, 100}, {0, 100}}) {
        double x = p[0] + shear * (p[1] / 100) + random.nextDouble();
        boolean missing = i == 7 && p[0] == 100 && p[1] == 0;
        text.append(missing ? ",," : "," + x + "," + (p[1] + random.nextDouble()));
      }
      text.append('\n');
    }
    shapes = Files.writeString(folder.resolve("shapes.csv"), text);
  }

  @Test
  void balance_json_isConsistent() throws IOException {
    Cli out = Cli.run("balance", "--shapes", shapes, "--mode", "faithful", "--bins", 5, "--json");
    assertEquals(ExitCode.OK, out.exit(), out.err());
    JsonNode json = new ObjectMapper().readTree(out.out());
    assertEquals(40, json.get("faces").asInt());
    assertEquals(5, json.get("bins").asInt());
    assertEquals(1, json.get("component").asInt());
    assertEquals(5, json.get("histogram").size());
    assertTrue(json.get("explained").get(0).asDouble() > 0.9);
    int total = 0;
    for (int k = 0; k < 5; k++) {
      total += json.get("counts").get(k).asInt() * json.get("ratios").get(k).asInt();
    }
    assertEquals(total, json.get("total").asInt());
    assertEquals(total, json.get("indices").size());
    long distinct =
        StreamSupport.stream(json.get("indices").spliterator(), false)
            .mapToInt(JsonNode::asInt)
            .distinct()
            .count();
    assertEquals(40, distinct);
  }

  /** MERL-RAV's signs: the same shapes, with the covered landmarks written as (-x, -y). */
  @Test
  void balance_signedCoordinates_areCoveredLandmarks() throws IOException {
    StringBuilder plain = new StringBuilder("x0,y0,x1,y1,x2,y2,x3,y3\n");
    StringBuilder signed = new StringBuilder(plain);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 40; i++) {
      double shear = random.nextDouble(20);
      String first = "100,100,200,%s,".formatted(100 + shear);
      String covered = "%s,%s".formatted(200 + shear, 200 + random.nextDouble());
      String last = i % 8 == 0 ? "," : "100,%s".formatted(200 + random.nextDouble());
      plain.append(first).append(covered).append(',').append(last).append('\n');
      signed.append(first).append(('-' + covered).replace(",", ",-")).append(',');
      signed.append(i % 8 == 0 ? "-1,-1" : last).append('\n');
    }
    String expected = explained(plain);
    assertEquals(expected, explained(signed));
  }

  private String explained(CharSequence text) throws IOException {
    Files.writeString(shapes, text);
    Cli out = Cli.run("balance", "--shapes", shapes, "--json");
    assertEquals(ExitCode.OK, out.exit(), out.err());
    return new ObjectMapper().readTree(out.out()).get("explained").toString();
  }

  @Test
  void balance_dataSetWithoutFaces_isBadData() throws IOException {
    Path annotations = folder.resolve("coco/annotations/face_train.json");
    Files.createDirectories(annotations.getParent());
    Files.writeString(
        annotations,
        "{\"images\":[],\"annotations\":[],\"categories\":[{\"id\":1,\"name\":\"face\"}]}");
    Cli out = Cli.run("balance", "--dataset", "coco:mtfl-5", "--data", folder.resolve("coco"));
    assertEquals(ExitCode.BAD_DATA, out.exit(), out.err());
    assertTrue(out.err().contains("found none"), out.err());
  }

  @Test
  void balance_plotOfAShapeOutOfAllMeasure_isBadData() throws IOException {
    String row = "f40,1e12,3,5e11,7,9,1e12,1e11,2e12\n";
    Files.writeString(shapes, row, StandardOpenOption.APPEND);
    Path file = folder.resolve("modes.svg");
    Cli out = Cli.run("balance", "--shapes", shapes, "--plot", file);
    assertEquals(ExitCode.BAD_DATA, out.exit(), out.err());
    assertTrue(
        out.err().contains(shapes + ": landmark 0 of face 41 lies at (1.0E12, 3.0)"), out.err());
    assertTrue(Files.notExists(file));
  }

  @Test
  void balance_plot_isWellFormedAndMarksTheComponent() throws Exception {
    Path file = folder.resolve("modes.svg");
    Cli out = Cli.run("balance", "--shapes", shapes, "--component", 2, "--plot", file);
    assertEquals(ExitCode.OK, out.exit(), out.err());
    assertTrue(out.out().contains("total: "), out.out());
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    assertTrue(Files.readString(file).contains(">component 2 ←<"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bins 0|2|bins must be >= 1 but was 0",
        "--bins 2147483647|2|bins must be <= 10000 but was 2147483647",
        "--component 0|2|--component must be auto or a number from 1 but was '0'",
        "--component 99|4|component must be <= 8",
        "--mode faithful --cap 5|2|the faithful mode has no cap",
        "--mode best|2|--mode",
        "--scheme 300w-68|2|the scheme 300w-68 has 68 landmarks but the shapes have 4"
      })
  void balance_badSetting_isOneSentence(String options, int exit, String part) {
    Path plot = folder.resolve("none.svg");
    Cli out =
        Cli.run(
            (Object[])
                ("balance --shapes " + shapes + " --plot " + plot + " " + options).split(" "));
    assertEquals(exit, out.exit(), out.err());
    assertTrue(out.err().contains(part), out.err());
    assertFalse(Files.exists(plot));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "face,a,b|expected a header with the columns x0,y0,x1,y1",
        "x0,y0~1,2,3|line 2: expected 2 columns but found 3",
        "x0,y0,x1,y1~1,2,3,z|line 2: expected a number but found 'z'",
        "x0,y0,x1,y1~1,2,3,NaN|line 2: expected a number but found 'NaN'",
        "x0,y0,x1,y1~1,2,3,|line 2: expected a number but found ''",
        "x0,y0,x1,y1|holds no shape",
        "x0,y0,x1,y1~1,2,3,4~5,5,5,5|shape 1: alignment needs landmarks that are not all one point",
        "x0,y0,x1,y1~1,2,,|landmark 1 is present in none of the shapes"
      })
  void balance_badShapes_nameFileAndPlace(String content, String part) throws IOException {
    Files.writeString(shapes, content.replace('~', '\n') + "\n");
    Cli out = Cli.run("balance", "--shapes", shapes);
    assertEquals(ExitCode.BAD_DATA, out.exit(), out.err());
    assertTrue(out.err().contains("shapes.csv"), out.err());
    assertTrue(out.err().contains(part), out.err());
  }

  @Test
  void balance_noSource_isAUsageError() {
    assertEquals(ExitCode.USAGE, Cli.run("balance").exit());
    assertEquals(ExitCode.USAGE, Cli.run("balance", "--dataset", "300w").exit());
  }
}
