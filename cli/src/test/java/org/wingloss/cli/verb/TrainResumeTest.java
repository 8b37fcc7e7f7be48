package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.training.run.Provenance;

/** {@code train} into a folder that holds a run. */
class TrainResumeTest extends SmallTrainings {
  @Test
  void resume_finishedRun_changesNothing() throws IOException {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT, "--threads", "1").exit());
    byte[] weights = Files.readAllBytes(run.resolve("model/weights.safetensors"));
    String provenance = Files.readString(run.resolve("provenance.json"));
    Cli resumed = Cli.run("train", "--resume", "--data", data, "--out", run, "--threads", "2");
    assertEquals(ExitCode.OK, resumed.exit(), resumed.err());
    assertEquals(provenance, Files.readString(run.resolve("provenance.json")));
    assertEquals(6, Files.readAllLines(run.resolve("metrics.jsonl")).size());
    assertTrue(
        java.util.Arrays.equals(
            weights, Files.readAllBytes(run.resolve("model/weights.safetensors"))));
  }

  @Test
  void resume_provenance_keepsTheRecipesName() throws IOException {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    Cli resumed = Cli.run("train", "--resume", "--data", data.toString(), "--out", run.toString());
    assertEquals(ExitCode.OK, resumed.exit(), resumed.err());
    assertEquals("300w-cnn6-wing", Provenance.read(run.resolve("provenance.json")).recipe());
    assertTrue(
        Files.readString(run.resolve("model/model.json"))
            .contains("\"recipe\" : \"300w-cnn6-wing\""),
        "the model says it too");
  }

  @Test
  void resume_changedRecipeOrData_isRefusedNamingTheDifference() {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    Cli recipe =
        Cli.run(
            "train",
            "--resume",
            "--data",
            data.toString(),
            "--out",
            run.toString(),
            "--set",
            "steps=20");
    assertEquals(ExitCode.BAD_RECIPE, recipe.exit());
    assertTrue(recipe.err().contains("steps: 12 became 20; add --accept-changes"), recipe.err());

    Path other = folder.resolve("other");
    DatasetWriter.of("300w")
        .write(other, RenderedFaceSource.synthetic(new SyntheticFaces(4), 96), 40);
    Cli changed = Cli.run("train", "--resume", "--data", other.toString(), "--out", run.toString());
    assertEquals(ExitCode.BAD_DATA, changed.exit());
    assertTrue(changed.err().contains("pictures differ; add --accept-changes"), changed.err());

    Cli accepted =
        Cli.run(
            "train",
            "--resume",
            "--accept-changes",
            "--data",
            data.toString(),
            "--out",
            run.toString(),
            "--set",
            "steps=14");
    assertEquals(ExitCode.OK, accepted.exit(), accepted.err());
  }

  /** A training of another network left the file, say. */
  @ParameterizedTest
  @ValueSource(strings = {"last", "best"})
  void resume_checkpointWithATensorOfAnotherName_isBadData(String name) throws IOException {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    Path file = run.resolve("checkpoints").resolve(name + ".safetensors");
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(file, text.replace("conv3", "con63"), StandardCharsets.ISO_8859_1);
    Cli resumed = Cli.run("train", "--resume", "--data", data.toString(), "--out", run.toString());
    assertEquals(ExitCode.BAD_DATA, resumed.exit(), resumed.err());
    assertTrue(resumed.err().contains("error: " + file), resumed.err());
    assertTrue(resumed.err().contains("tensor 'con63.weight'"), resumed.err());
  }

  @Test
  void resume_bestWeightsThatAreNotFinite_areBadData() throws IOException {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    Path file = run.resolve("checkpoints/best.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) 0xff);
    Files.write(file, bytes);
    Cli resumed = Cli.run("train", "--resume", "--data", data.toString(), "--out", run.toString());
    assertEquals(ExitCode.BAD_DATA, resumed.exit(), resumed.err());
    assertTrue(resumed.err().contains("holds a value that is not finite"), resumed.err());
  }

  @Test
  void train_outHoldsARun_isRefused() {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    assertCode(ExitCode.USAGE, run, "already holds a run; add --resume");
  }
}
