package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.Main;
import org.wingloss.cli.OwnJava;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLinesWriter;

/** What {@code --out} and its like may name, and what a disk that is full does. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class OutputPlacesTest extends OnePhoto {
  /** Every verb that writes, up to the option that takes the place. */
  private List<String> commands() throws IOException {
    Path faces = folder.resolve("faces.jsonl");
    double[] points = {10, 10, 30, 10, 20, 20, 12, 30, 28, 30};
    Files.writeString(faces, JsonLinesWriter.text(Face.of("a", Landmarks.of(points))) + "\n");
    String score = "score --scheme mtfl-5 --truth %s --predictions %s".formatted(faces, faces);
    Path metrics = folder.resolve("metrics.json");
    Files.writeString(metrics, Cli.run((Object[]) (score + " --json").split(" ")).out());
    Path gates = folder.resolve("gates.yaml");
    Files.writeString(gates, "gates:\n  - {metric: nme, norm: inter-ocular, bound: 0.1}\n");
    return List.of(
        "predict --model %s %s --box %s --out".formatted(model, photo, BOX),
        "predict --model %s %s --box %s --draw".formatted(model, photo, BOX),
        "track --model %s %s --box %s --out".formatted(model, photo, BOX),
        "export --model %s --format zip --out".formatted(model),
        score + " --out",
        "gate --metrics %s --gates %s --junit".formatted(metrics, gates),
        "loss wing --plot",
        "scheme derive --shapes %s --out".formatted(shapes()),
        "balance --shapes %s --plot".formatted(shapes()),
        "synthesise --layout mtfl --faces 20 --size 32 --out",
        "train --recipe 300w-cnn6-wing --data %s --out".formatted(folder),
        "demo --out",
        "reproduce table1 --budget smoke --out");
  }

  /** Symmetric faces of four landmarks, from which a flip map can be derived. */
  private Path shapes() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double[] points = {10 + i, 20, 50 - i, 40, 10, 40 + i, 10, 40 + i};
      lines.add(JsonLinesWriter.text(Face.of("face" + i, Landmarks.of(points))));
    }
    return Files.write(folder.resolve("shapes.jsonl"), lines);
  }

  @Test
  void everyVerb_givenAPipe_refusesItAndLeavesIt() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    for (String command : commands()) {
      Cli run = Cli.run((Object[]) (command + " " + pipe).split(" "));
      assertNotEquals(ExitCode.OK, run.exit(), command);
      assertNotEquals(ExitCode.UNEXPECTED, run.exit(), command + ": " + run.err());
      assertTrue(run.err().contains("error: "), command + ": " + run.err());
      assertTrue(
          Files.readAttributes(pipe, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .isOther(),
          command);
    }
  }

  /** The work may take hours, and its result would be lost. */
  @Test
  void slowVerb_placeThatCannotBeWritten_isRefusedBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Path below = file.resolve("report");
    Path faces = folder.resolve("faces.jsonl");
    double[] points = {10, 10, 30, 10, 20, 20, 12, 30, 28, 30};
    Face face = Face.of("photo.png", Landmarks.of(points));
    Files.writeString(faces, JsonLinesWriter.text(face) + "\n");
    String data = "--dataset jsonl:mtfl-5 --data " + faces;
    String scored = "--scheme mtfl-5 --truth %1$s --predictions %1$s".formatted(faces);
    String export = "export --model %s --precision int8".formatted(model);
    for (String command :
        List.of(
            "evaluate --model %s %s --split test --boxes truth --out %s"
                .formatted(model, data, below),
            "score %s --out %s".formatted(scored, below),
            "compare %s --predictions %s --out %s".formatted(scored, faces, below),
            "doctor %s --page %s".formatted(data, folder),
            "doctor %s --page /dev/stdout".formatted(data),
            "doctor %s --fix-list %s".formatted(data, below),
            "balance --shapes %s --plot %s".formatted(shapes(), folder),
            "preview --recipe 300w-cnn6-wing --data %s --out %s".formatted(folder, folder),
            "%s --out %s".formatted(export, folder),
            "%s --format folder --out %s".formatted(export, below))) {
      Cli run = Cli.run((Object[]) command.split(" "));
      assertEquals(ExitCode.USAGE, run.exit(), command + ": " + run.err());
      assertTrue(
          run.err().matches("error: --[a-z-]+ .*(is no folder|found a (folder|device or pipe))\\R"),
          run.err());
      assertEquals("", run.out(), command);
    }
    assertEquals("mine", Files.readString(file));
  }

  /** A limit of the process on its files stands for the full disk. */
  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "300w", "cofw", "aflw", "wflw", "mtfl", "coco"})
  void synthesise_fullDisk_isOneSentenceAndLeavesNothing(String layout) throws Exception {
    assertFull("synthesise --layout %s --faces 20 --size 32 --out".formatted(layout));
  }

  @Test
  void schemeDerive_fullDisk_isOneSentenceAndLeavesNothing() throws Exception {
    assertFull("scheme derive --shapes %s --out".formatted(shapes()));
  }

  @Test
  void preview_fullDisk_isOneSentenceAndLeavesNothing() throws Exception {
    Path data = folder.resolve("300w");
    assertEquals(
        0,
        Cli.run("synthesise", "--layout", "300w", "--faces", 20, "--size", 32, "--out", data)
            .exit());
    assertFull("preview --recipe 300w-cnn6-wing --data %s --faces 2 --out".formatted(data));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void predictDraw_fullDisk_isOneSentenceAndLeavesNoFile() throws Exception {
    Path library = Files.createDirectory(folder.resolve("onnxruntime"));
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    for (String name : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
      String resource = "/ai/onnxruntime/native/linux-%s/%s".formatted(machine, name);
      try (InputStream in = OrtEnvironment.class.getResourceAsStream(resource)) {
        Files.copy(in, library.resolve(name)); // The limited process could not unpack it.
      }
    }
    Path drawn = folder.resolve("drawn");
    Process process =
        limited(
            List.of("-Donnxruntime.native.path=" + library),
            "predict --model %s %s --box %s --draw %s".formatted(model, photo, BOX, drawn));
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCode.BAD_DATA, process.waitFor(), text);
    List<String> lines = text.lines().toList();
    assertEquals(2, lines.size(), "the face on standard output, one sentence: " + text);
    assertTrue(
        lines.get(1).startsWith("error: " + drawn.resolve("photo.png.png") + ": cannot be written"),
        text);
    try (Stream<Path> left = Files.walk(drawn)) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  private void assertFull(String command) throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    Process process = limited(List.of(), command + " " + place.resolve("out"));
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCode.BAD_DATA, process.waitFor(), text);
    assertTrue(text.startsWith("error: ") && text.contains("cannot be written"), text);
    assertEquals(1, text.lines().count(), text);
    try (Stream<Path> left = Files.list(place)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** A process that can write no byte to a file. */
  private static Process limited(List<String> options, String command) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f 0; exec \"$0\" \"$@\" 2>&1"));
    List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    all.addAll(options);
    words.addAll(OwnJava.of(all, Main.class, (Object[]) command.split(" ")).command());
    return new ProcessBuilder(words).start();
  }
}
