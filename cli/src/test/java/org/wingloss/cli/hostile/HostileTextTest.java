package org.wingloss.cli.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.image.ImageFiles;

/** Text files of up to 10 MB that are made to take all memory or all time. */
class HostileTextTest {
  private static final int MANY = 1_000_000;
  private static final String DIGITS = "1".repeat(MANY) + "x";
  private static final String BLANKS = "a" + " ".repeat(MANY) + "b";
  private static final String OPENED = "[".repeat(9 * MANY);
  private static final String HRNET =
      "image,scale,center_w,center_h,"
          + IntStream.range(0, 68)
              .mapToObj(i -> "original_%d_x,original_%d_y".formatted(i, i))
              .collect(Collectors.joining(","))
          + "\n";

  private static BoundedJava java;
  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws IOException {
    java = new BoundedJava();
    SmallModels.one(folder.resolve("model"));
    ImageFiles.writePng(SmallModels.picture(100, 80, 1), folder.resolve("a.png"));
  }

  @AfterAll
  static void end() {
    java.close();
  }

  private static Arguments data(String kind, String file, String content) {
    return Arguments.of(
        kind + " " + file, 4, file, content, "balance --dataset " + kind + " --data D");
  }

  private static Arguments file(int exit, String name, String content, String command) {
    return Arguments.of(command, exit, name, content, command);
  }

  static Stream<Arguments> files() {
    String predict = "predict D/a.png --model " + folder.resolve("model") + " --boxes F";
    String train = "train --recipe F --data D --out D/run";
    String score = "score --truth F --predictions F --scheme mtfl-5";
    String wflw = "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_train.txt";
    return Stream.of(
        data("300w", "afw/a.pts", "version: 1\nn_points: 68\n{\n" + DIGITS + " 2\n}\n"),
        data("300w", "afw/a.pts", "n_points:" + BLANKS + "\n{\n1 2\n}\n"),
        data("300w", "afw/a.pts", BLANKS),
        data("hrnet", "train.csv", HRNET + "a.png,1,2," + DIGITS + ",1".repeat(136) + "\n"),
        data("hrnet", "train.csv", HRNET + BLANKS + "\n"),
        data("hrnet", "train.csv", "a_".repeat(MANY) + "\n"),
        data("hrnet", "train.csv", ",".repeat(9 * MANY) + "\n"),
        data("mtfl", "training.txt", "a.png " + DIGITS + " 1".repeat(13) + "\n"),
        data("mtfl", "training.txt", BLANKS + "\n"),
        data("mtfl", "training.txt", "1 ".repeat(4 * MANY) + "\n"),
        data("wflw", wflw, DIGITS + " 1".repeat(205) + " a.png\n"),
        data("wflw", wflw, BLANKS + "\n"),
        data("jsonl", "train.jsonl", "{\"id\":\"a\",\"landmarks\":" + OPENED),
        data("jsonl", "train.jsonl", "{\"id\":\"a\",\"landmarks\":[[" + DIGITS + ",2]]}"),
        data("jsonl", "train.jsonl", "{\"id\":\"" + "a".repeat(9 * MANY) + "\"}"),
        data("jsonl", "train.jsonl", "{\"id\":\"a\",\"hidden\":[" + "0,".repeat(4 * MANY)),
        data("coco", "train.json", "{\"x\":" + OPENED),
        data("coco", "train.json", "{\"images\":[" + "{},".repeat(3 * MANY) + "{}]}"),
        data("coco", "train.json", "{\"images\":[{\"id\":" + "1".repeat(MANY) + "}]}"),
        data("dlib", "train.xml", "<a>".repeat(3 * MANY)),
        data("dlib", "train.xml", "<dataset><images><image file=\"" + "a".repeat(9 * MANY)),
        data("dlib", "train.xml", "<" + "a".repeat(9 * MANY)),
        data("dlib", "train.xml", "<a " + attributes(400_000) + "/>"),
        data(
            "dlib",
            "train.xml",
            "<dataset><images><image file=\"a.png\"><box top=\"" + DIGITS + "\" left=\"1\""),
        data("dlib", "train.xml", "<a" + " ".repeat(9 * MANY) + "<"),
        file(4, "boxes.csv", "image,left,top,right,bottom\na.png,1,2,3," + DIGITS, predict),
        file(4, "boxes.csv", "image,left,top,right,bottom\n" + BLANKS, predict),
        file(4, "boxes.csv", "image,left,top,right,bottom\n\"a" + "\n".repeat(9 * MANY), predict),
        file(4, "a.csv", "id,x0,y0\na,1," + DIGITS, score),
        file(4, "a.csv", "id,x0,y0\n" + BLANKS, score),
        file(4, "a.jsonl", OPENED, score),
        file(4, "a.json", OPENED, score),
        file(4, "gates.yaml", "gates: " + OPENED, "gate --metrics F --gates F"),
        file(4, "gates.yaml", laughs(), "gate --metrics F --gates F"),
        file(3, "r.yaml", "network: " + "[".repeat(2 * MANY), train),
        file(3, "r.yaml", laughs(), train),
        file(3, "r.yaml", nested(1200), train),
        file(3, "r.yaml", "data: 300w\nsteps: " + DIGITS, train),
        file(3, "r.yaml", "data: 300w\nsteps: 1" + ":1".repeat(MANY), train),
        file(3, "r.yaml", "data: 300w\nnetwork: cnn6(input=" + DIGITS.substring(9) + ")", train),
        file(4, "s.json", OPENED, "scheme show F"),
        file(4, "s.json", "{\"name\":\"" + "a".repeat(9 * MANY) + "\"}", "scheme show F"));
  }

  private static String attributes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "a" + i + "=\"\"")
        .collect(Collectors.joining(" "));
  }

  /** Nine references each to nine references to … */
  private static String laughs() {
    StringBuilder yaml = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      String list = ("*" + (char) (c - 1) + ",").repeat(9);
      yaml.append(c).append(": &").append(c).append(" [").append(list).append("]\n");
    }
    return yaml.toString();
  }

  private static String nested(int levels) {
    return IntStream.range(0, levels)
        .mapToObj(i -> " ".repeat(i) + "k:\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void file_hostile_isRefusedSoonInOneSentence(
      String what, int exit, String name, String content, String command, @TempDir Path data)
      throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.copy(folder.resolve("a.png"), data.resolve("a.png"));
    if (name.startsWith("afw/")) {
      Files.copy(folder.resolve("a.png"), data.resolve("afw/a.png"));
    }
    Map<String, String> places = Map.of("D", data.toString(), "F", file.toString());
    Object[] words =
        Stream.of(command.split(" "))
            .map(word -> word.startsWith("D/") ? data + word.substring(1) : word)
            .map(word -> places.getOrDefault(word, word))
            .toArray();
    java.refused(exit, file.getFileName().toString(), words);
  }
}
