package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;

class TrainDetectorVerbTest {
  @TempDir Path folder;

  /** The command line of the smallest detector. */
  static Object[] words(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train-detector", "--threads", 1));
    for (String set :
        List.of(
            "network=detection(widths=16-16,depth=1)",
            "precision=float32",
            "synthetic-faces=2",
            "scene=32",
            "backgrounds=3",
            "batch-size=2",
            "steps=2")) {
      words.addAll(List.of("--set", set));
    }
    words.addAll(List.of(more));
    return words.toArray();
  }

  private static Cli train(Object... more) {
    return Cli.run(words(more));
  }

  @Test
  void run_ofTwoSteps_leavesADetectorAndCanBeAskedAgain() throws IOException {
    Path out = folder.resolve("run");
    Cli run = train("--out", out, "--json");
    assertEquals(0, run.exit(), run.err());
    assertEquals(2, StrictJson.mapper().readTree(run.out()).at("/step").asInt());
    assertTrue(Files.size(out.resolve("detector.onnx")) > 1000);
    Cli again = Cli.run("train-detector", "--resume", "--out", out);
    assertEquals(0, again.exit(), again.err());
    assertTrue(again.out().contains("detector: "), again.out());
  }

  @Test
  void folderInUse_needsResume() throws IOException {
    Files.writeString(folder.resolve("mine"), "x");
    Cli run = train("--out", folder);
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("is not empty"), run.err());
    assertEquals(2, train("--resume", "--out", folder.resolve("absent")).exit());
  }

  @Test
  void photographs_areMaterial() throws IOException {
    Path lists = folder.resolve("lists");
    Cli.run("synthesise", "--layout", "jsonl", "--faces", 20, "--size", 48, "--out", lists);
    Path out = folder.resolve("run");
    Cli run = train("--photographs", lists.resolve("train.jsonl"), "--out", out);
    assertEquals(0, run.exit(), run.err());
    String detector = Files.readString(out.resolve("detector.onnx"), StandardCharsets.ISO_8859_1);
    assertTrue(detector.contains("2 synthetic, 14 photographed"));
  }

  /** A list is no reason to refuse: this verb has no key that would say so. */
  @Test
  void photographs_namedByAListOfValidationFaces_areLeftOut() throws IOException {
    Path lists = folder.resolve("lists");
    Cli.run("synthesise", "--layout", "jsonl", "--faces", 20, "--size", 48, "--out", lists);
    Path templates = Files.createDirectory(folder.resolve("templates"));
    ImageFiles.writePng(SmallModels.picture(48, 48, 1), templates.resolve("a.png"));
    String points = "[1,1],".repeat(188) + "[1,1]";
    Files.writeString(
        templates.resolve("points189.jsonl"),
        "{\"id\":\"a\",\"image\":\"a.png\",\"points189\":[" + points + "]}\n");
    Files.writeString(templates.resolve("wingloss-validation.txt"), "a.png\n");
    Path out = folder.resolve("run");
    Object[] photographs = {
      "--photographs", templates, "--photographs", lists.resolve("train.jsonl"), "--out", out
    };
    Cli run = train(photographs);
    assertEquals(0, run.exit(), run.err());
    String detector = Files.readString(out.resolve("detector.onnx"), StandardCharsets.ISO_8859_1);
    assertTrue(detector.contains("2 synthetic, 14 photographed"));
  }

  @Test
  void recipeThatDoesNotFit_isExitThree() {
    Cli run = train("--set", "scene=33", "--out", folder.resolve("run"));
    assertEquals(3, run.exit(), run.err());
    assertTrue(run.err().contains("scene must be a multiple of 8"), run.err());
  }
}
