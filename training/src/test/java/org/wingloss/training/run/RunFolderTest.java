package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.io.FolderLock;
import org.wingloss.training.InvalidRecipeException;

class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void isFree_absentOrEmpty_isTrue() {
    assertTrue(new RunFolder(folder.resolve("absent")).isFree());
    assertTrue(new RunFolder(folder).isFree());
  }

  @Test
  void isFree_onlyWhatAKilledProcessLeft_isTrue() throws IOException {
    Files.createDirectory(folder.resolve("data.0123456789abcdef.unfinished"));
    Files.createFile(folder.resolve("plan.json.fedcba9876543210.unfinished"));
    assertTrue(new RunFolder(folder).isFree());
  }

  /** It is neither known by its recipe nor has it anything that could be lost. */
  @Test
  void isFree_runThatWasKilledBeforeItsRecipe_isTrue() throws IOException {
    RunFolder run = new RunFolder(folder);
    run.prepare(1);
    run.lock().close();
    Files.createFile(folder.resolve("checkpoints/probe.0123456789abcdef.unfinished"));
    Files.createFile(run.provenance());
    assertTrue(run.isFree());
    Files.createFile(run.checkpoint("last"));
    assertFalse(run.isFree());
    Files.delete(run.checkpoint("last"));
    Files.createFile(run.recipe());
    assertFalse(run.isFree());
  }

  @Test
  void isFree_anythingElse_isFalse() throws IOException {
    Path file = Files.createFile(folder.resolve("my.unfinished"));
    assertFalse(new RunFolder(folder).isFree());
    assertFalse(new RunFolder(file).isFree());
    Files.delete(file);
    Files.writeString(folder.resolve("lock"), "of a door");
    assertFalse(new RunFolder(folder).isFree());
  }

  @Test
  void discardUnlessBegun_noCheckpoint_leavesTheFolderFree() throws IOException {
    RunFolder failed = failedRun();
    failed.discardUnlessBegun();
    assertTrue(failed.isFree());
    assertFalse(Files.exists(failed.path()));
  }

  @Test
  void discardUnlessBegun_checkpoint_keepsEverything() throws IOException {
    RunFolder begun = failedRun();
    Files.createFile(begun.checkpoint("last"));
    begun.discardUnlessBegun();
    assertTrue(Files.exists(begun.recipe()));
    assertTrue(Files.exists(begun.metrics()));
    assertTrue(Files.exists(begun.cache().resolve("crops-0123456789abcdef.bin")));
  }

  @Test
  void lock_whileAnotherHoldsIt_isRefusedNamingTheFolder() {
    RunFolder run = new RunFolder(folder);
    FolderLock first = run.lock();
    try (first) {
      var thrown = assertThrows(InvalidRecipeException.class, run::lock);
      assertTrue(thrown.getMessage().startsWith(folder + ": another training"));
    }
    run.lock().close();
  }

  /** Crops may take more than half of the disk, so that a second file of them would not fit. */
  @Test
  void prepare_whatKilledTrainingsHadNotCompleted_isDeleted() throws IOException {
    RunFolder run = failedRun();
    Path last = Files.createFile(run.checkpoint("last"));
    Path crops = run.cache().resolve("crops-0123456789abcdef.bin");
    for (Path whole : List.of(last, crops)) {
      Files.createFile(whole.resolveSibling(whole.getFileName() + ".fedcba9876543210.unfinished"));
    }
    run.prepare(1);
    for (Path whole : List.of(last, crops)) {
      try (Stream<Path> beside = Files.list(whole.getParent())) {
        assertEquals(List.of(whole), beside.toList());
      }
    }
  }

  /** A run whose crops did not fit into memory and which had logged a step. */
  private RunFolder failedRun() throws IOException {
    RunFolder run = new RunFolder(folder.resolve("run"));
    run.prepare(1);
    run.lock().close();
    Files.createFile(run.recipe());
    Files.createFile(run.provenance());
    Files.createFile(run.metrics());
    Files.createDirectories(run.cache());
    Files.createFile(run.cache().resolve("crops-0123456789abcdef.bin"));
    Files.createDirectories(run.events());
    Files.createFile(run.events().resolve("events.out.tfevents.1.wingloss.0"));
    return run;
  }
}
