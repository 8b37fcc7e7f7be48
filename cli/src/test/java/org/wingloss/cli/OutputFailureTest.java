package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.verb.Verbs;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.image.ImageFiles;

/** A result that cannot be printed is a failure, whatever the verb. */
class OutputFailureTest {
  private static final String FULL = "error: standard output cannot be written: No space left";

  @TempDir private Path folder;

  /** A verb each of the kinds: its own texts, values, lines, and what picocli prints. */
  private List<List<String>> commands() throws IOException {
    Path faces = folder.resolve("faces.jsonl");
    double[] points = {10, 10, 30, 10, 20, 20, 12, 30, 28, 30};
    Files.writeString(faces, JsonLinesWriter.text(Face.of("a", Landmarks.of(points))) + "\n");
    Path metrics = folder.resolve("metrics.json");
    List<String> score = new ArrayList<>(List.of("score", "--truth", faces.toString()));
    score.addAll(
        List.of(
            "--predictions",
            faces.toString(),
            "--scheme",
            "mtfl-5",
            "--norm",
            "inter-pupil",
            "--json"));
    Files.writeString(metrics, Cli.run(score.toArray()).out());
    Path gates = folder.resolve("gates.yaml");
    Files.writeString(gates, "gates:\n  - {metric: nme, norm: inter-pupil, bound: 0.1}\n");
    Path model = SmallModels.one(folder.resolve("model"));
    Path photo = folder.resolve("photo.png");
    ImageFiles.writePng(SmallModels.picture(100, 80, 1), photo);
    List<String> predict = new ArrayList<>(List.of("predict", photo.toString()));
    predict.addAll(List.of("--model", model.toString(), "--box", "20,10,70,60"));
    return List.of(
        score,
        score.subList(0, score.size() - 1),
        List.of("gate", "--metrics", metrics.toString(), "--gates", gates.toString()),
        predict,
        Stream.concat(predict.stream(), Stream.of("--json")).toList(),
        List.of("scheme", "list"),
        List.of("scheme", "show", "mtfl-5"),
        List.of("recipes"),
        List.of("--version"));
  }

  @Test
  void verbs_fullDisk_sayItAndEndWithOne() throws IOException {
    commands().forEach(OutputFailureTest::assertFull);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void help_fullDisk_saysItAndEndsWithOne(String verb) {
    assertFull(List.of(verb, "--help"));
  }

  static List<String> verbs() {
    return Verbs.NAMES;
  }

  private static void assertFull(List<String> command) {
    Cli result = run(Failing.after(0, "No space left on device"), command);
    assertEquals(ExitCode.UNEXPECTED, result.exit(), command + ": " + result.err());
    assertTrue(result.err().startsWith(FULL), command + ": " + result.err());
    assertEquals(1, result.err().lines().count(), command + ": " + result.err());
  }

  @Test
  void verbs_closedPipe_endQuietlyAsTheShellSaysOfOthers() throws IOException {
    for (List<String> command : commands()) {
      Cli result = run(Failing.after(0, "Broken pipe"), command);
      assertEquals(141, result.exit(), command + ": " + result.err());
      assertEquals("", result.err(), command.toString());
    }
  }

  @Test
  void lines_pipeClosedHalfway_endTheVerbAtOnce() {
    Failing pipe = Failing.after(3, "Broken pipe");
    assertEquals(141, run(pipe, List.of("scheme", "list")).exit());
    assertEquals(4, pipe.calls, "three lines that were taken, one that was not");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void process_deviceThatIsFull_endsWithOne() throws Exception {
    Path errors = folder.resolve("errors");
    Process process =
        OwnJava.cli("scheme", "list")
            .redirectOutput(new java.io.File("/dev/full"))
            .redirectError(errors.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(ExitCode.UNEXPECTED, process.exitValue());
    assertTrue(Files.readString(errors).startsWith(FULL), Files.readString(errors));
  }

  private static Cli run(OutputStream stdout, List<String> command) {
    return Cli.printingTo(stdout, command.toArray());
  }

  /** A stream that takes some writes and then fails as a device or pipe does. */
  private static final class Failing extends OutputStream {
    private final int good;
    private final String reason;
    private int calls;

    private Failing(int good, String reason) {
      this.good = good;
      this.reason = reason;
    }

    static Failing after(int good, String reason) {
      return new Failing(good, reason);
    }

    @Override
    public void write(int b) throws IOException {
      if (++calls > good) {
        throw new IOException(reason);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      write(0);
    }
  }
}
