package org.wingloss.training.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.run.Provenance;
import org.wingloss.training.run.RunFolder;

class SweepTest {
  private static final SweepCell WING = new SweepCell("wing", "300w-cnn6-wing", List.of("steps=5"));
  private static final SweepCell STRAIGHT = new SweepCell("l1", "300w-cnn6-l1", List.of());

  @TempDir private Path folder;

  /** Starts something that ends at once, and notes for which cell. */
  private static Process note(List<String> started, SweepCell cell, boolean resume)
      throws IOException {
    started.add(cell.name() + (resume ? " resumed" : ""));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** A training on a system that can only kill. */
  private static final class Unfriendly extends Process {
    private final List<String> calls = new ArrayList<>();

    @Override
    public boolean supportsNormalTermination() {
      return false;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) {
      calls.add("waitFor");
      return true;
    }

    @Override
    public void destroy() {
      calls.add("destroy");
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public int waitFor() {
      return 0;
    }

    @Override
    public int exitValue() {
      return 0;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }
  }

  /** Ctrl-C has reached the training as well, which is saving. */
  @Test
  void run_interruptedWhereProcessesCanOnlyBeKilled_waitsForThemFirst() {
    Unfriendly training = new Unfriendly();
    Sweep sweep = new Sweep(List.of(WING), folder, 1);
    Sweep.Worker worker =
        (cell, run, resume, log) -> {
          Thread.currentThread().interrupt();
          return training;
        };
    assertThrows(InterruptedException.class, () -> sweep.run(Sweep.processes(worker), rows -> {}));
    assertEquals(List.of("waitFor", "destroy"), training.calls);
  }

  private Sweep.Runner noting(List<String> started) {
    return Sweep.processes((cell, run, resume, log) -> note(started, cell, resume));
  }

  @Test
  void run_cellsOfDifferentRecipes_startsOnlyWhatIsNotFinished() throws Exception {
    RunFolder begun = new RunFolder(folder.resolve("wing"));
    Files.createDirectories(begun.path());
    begun.writeRecipe(WING.read());
    RunFolder finished = new RunFolder(folder.resolve("l1"));
    Files.createDirectories(finished.model());
    finished.writeRecipe(STRAIGHT.read());
    SweepCell fresh = new SweepCell("l2", "300w-cnn6-l2", List.of());
    List<String> started = new ArrayList<>();
    List<SweepCellResult> table =
        new Sweep(List.of(WING, STRAIGHT, fresh), folder, 1).run(noting(started), rows -> {});
    assertEquals(List.of("wing resumed", "l2"), started);
    assertEquals("finished", table.get(1).state());
  }

  @Test
  void run_cellThatWasKilledWhileItWroteALineOfItsLog_isResumed() throws Exception {
    RunFolder killed = new RunFolder(folder.resolve("wing"));
    Files.createDirectories(killed.path());
    killed.writeRecipe(WING.read());
    Files.writeString(
        killed.metrics(),
        """
        {"stage":1,"step":1,"loss":9.5,"nme":8.25}
        {"stage":1,"step":2,"loss":9.0,"nme":7.5}
        {"stage":2,"step":1,"loss":4.0,"nme":6.5}
        {"stage":2,"step":2,"loss":3.0,"nme":6.75}
        {"stage":2,"st\
        """);
    List<String> started = new ArrayList<>();
    List<SweepCellResult> table =
        new Sweep(List.of(WING), folder, 1).run(noting(started), rows -> {});
    assertEquals(List.of("wing resumed"), started);
    assertEquals(List.of(new SweepCellResult("wing", "begun", 2, 3.0, 6.5)), table);
  }

  @Test
  void run_tableThatIsSomebodysOwn_isRefusedAndKept() throws Exception {
    Path table = Files.writeString(folder.resolve("table.csv"), "name,age\nAda,36\n");
    List<String> started = new ArrayList<>();
    Sweep sweep = new Sweep(List.of(WING), folder, 1);
    InvalidDataException refused =
        assertThrows(InvalidDataException.class, () -> sweep.run(noting(started), rows -> {}));
    assertTrue(refused.getMessage().startsWith(table + ": "), refused.getMessage());
    assertEquals("name,age\nAda,36\n", Files.readString(table));
    assertEquals(List.of(), started);
    Files.delete(table);
    sweep.run(noting(started), rows -> {});
    sweep.run(noting(started), rows -> {});
    assertEquals(List.of("wing", "wing"), started);
  }

  @Test
  void run_changedSettings_areRefusedBeforeAnythingStarts() throws Exception {
    RunFolder finished = new RunFolder(folder.resolve("wing"));
    Files.createDirectories(finished.model());
    finished.writeRecipe(WING.read());
    SweepCell longer = new SweepCell("wing", "300w-cnn6-wing", List.of("steps=6"));
    List<String> started = new ArrayList<>();
    Sweep sweep = new Sweep(List.of(STRAIGHT, longer), folder, 2);
    InvalidRecipeException refused =
        assertThrows(InvalidRecipeException.class, () -> sweep.run(noting(started), rows -> {}));
    assertTrue(
        refused
            .getMessage()
            .endsWith("steps: 5 became 6; give the same settings again, or another folder"),
        refused.getMessage());
    assertEquals(List.of(), started);
  }

  private static void begin(RunFolder run, SweepCell cell, String faces) throws IOException {
    Files.createDirectories(run.path());
    run.writeProvenance(
        new Provenance(cell.recipe(), "300w", 9, 1, faces, "1", "e", "cpu", 1, "17", "Linux"));
    run.writeRecipe(cell.read());
  }

  @Test
  void requireSame_runOfOtherFaces_isRefusedAndOthersAreNotAskedFor() throws Exception {
    Sweep sweep = new Sweep(List.of(STRAIGHT, WING), folder, 1);
    begin(sweep.place(WING), WING, "aa");
    List<String> asked = new ArrayList<>();
    Path data = Path.of("faces");
    sweep.requireSame(
        cell -> {
          asked.add(cell.name());
          return "aa";
        },
        data);
    assertEquals(List.of("wing"), asked);
    InvalidDataException refused =
        assertThrows(InvalidDataException.class, () -> sweep.requireSame(cell -> "bb", data));
    assertEquals(
        folder.resolve("wing")
            + ": was trained on other faces, or with another scheme, than faces has now; give its own, or"
            + " another --out",
        refused.getMessage());
  }

  /** With another recipe the faces may be others for that reason alone. */
  @Test
  void requireSame_changedSettings_areNamedBeforeFacesAreRead() throws Exception {
    SweepCell longer = new SweepCell("wing", "300w-cnn6-wing", List.of("steps=6"));
    Sweep sweep = new Sweep(List.of(longer), folder, 1);
    begin(sweep.place(longer), WING, "aa");
    InvalidRecipeException refused =
        assertThrows(InvalidRecipeException.class, () -> sweep.requireSame(cell -> "bb", folder));
    assertTrue(refused.getMessage().contains("steps: 5 became 6"), refused.getMessage());
  }
}
