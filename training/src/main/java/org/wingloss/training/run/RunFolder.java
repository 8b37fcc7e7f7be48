package org.wingloss.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.io.FolderLock;
import org.wingloss.data.io.RunLayout;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/**
 * Where one training leaves everything.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
  private static final long SPARE_BYTES = 64L << 20;
  private static final String PROBE = "probe";

  /** The resolved recipe. */
  public Path recipe() {
    return path.resolve(RunLayout.RECIPE);
  }

  /** Where the run comes from. */
  public Path provenance() {
    return path.resolve(RunLayout.PROVENANCE);
  }

  /** One line per logged step. */
  public Path metrics() {
    return path.resolve(RunLayout.METRICS);
  }

  /** Some validation faces with their predictions at the last validation. */
  public Path validationPicture() {
    return path.resolve("validation.png");
  }

  /** The validation faces with the largest errors at the best validation, the worst first. */
  public Path worstFaces() {
    return path.resolve(RunLayout.WORST_FACES);
  }

  /** The predictions of all validation faces at the best validation, with their errors. */
  public Path validationPredictions() {
    return path.resolve(RunLayout.VALIDATION_PREDICTIONS);
  }

  /** The folder of the TensorBoard files. */
  public Path events() {
    return path.resolve("tensorboard");
  }

  /** A file below {@code checkpoints}. */
  public Path checkpoint(String name) {
    return checkpoints().resolve(name + ".safetensors");
  }

  /** The same of a stage, 1 or 2, of a recipe. */
  Path checkpoint(Recipe recipe, int stage, String name) {
    return checkpoint(recipe.second().isEmpty() ? name : "stage%d-%s".formatted(stage, name));
  }

  private Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** The finished model. */
  public Path model() {
    return path.resolve(RunLayout.MODEL);
  }

  /** Whether the training has come to its end: only then is its model, or detector, written. */
  public boolean isFinished() {
    return RunLayout.isFinished(path);
  }

  /** The faces of photographs that the first stage has labelled for the second. */
  public Path pseudoLabels() {
    return path.resolve("pseudo-labels.jsonl");
  }

  /** Whether {@link #pseudoLabels} are there, kept with the same key. */
  boolean hasPseudoLabels(String key) {
    try {
      return Files.exists(pseudoLabels())
          && Files.exists(pseudoLabelsKey())
          && TextFile.text(pseudoLabelsKey()).equals(key);
    } catch (IOException e) {
      return false;
    }
  }

  /** Remembers what the {@link #pseudoLabels} were made of. */
  void keepPseudoLabels(String key) {
    AtomicFile.writeDurably(pseudoLabelsKey(), key.getBytes(StandardCharsets.UTF_8));
  }

  private Path pseudoLabelsKey() {
    return path.resolve("pseudo-labels.sha256");
  }

  /** Where crops go that memory cannot hold; made only then. */
  public Path cache() {
    return path.resolve("cache");
  }

  /** Whether a run began here. */
  public boolean exists() {
    return Files.exists(recipe());
  }

  /**
   * Keeps a second training out of the folder, which is made if it is absent.
   *
   * @throws InvalidRecipeException if another training is at work in it
   * @throws InvalidDataException if the folder cannot be made or the lock not be written
   */
  public FolderLock lock() {
    return FolderLock.tryTake(path)
        .orElseThrow(
            () ->
                new InvalidRecipeException(
                    path
                        + ": another training is at work in this folder; wait for it or choose"
                        + " another"));
  }

  /** Whether a training is at work in the folder, in this process or another. */
  public boolean isAtWork() {
    return FolderLock.isHeld(path);
  }

  /**
   * Takes away a run that failed before its first checkpoint; one with a checkpoint stays. The
   * caller holds the lock.
   */
  void discardUnlessBegun() {
    if (holdsNoCheckpoint(checkpoints())) {
      discard(
          List.of(
              checkpoints(),
              events(),
              cache(),
              recipe(),
              provenance(),
              metrics(),
              validationPicture(),
              worstFaces(),
              validationPredictions()));
    }
  }

  /**
   * Takes away what a run has left, and the folder unless there is more in it. The caller holds the
   * lock.
   *
   * @param left files and folders; one that is absent is no failure
   */
  public void discard(List<Path> left) {
    try {
      for (Path one : left) {
        AtomicFolder.delete(one);
      }
      AtomicFolder.delete(path.resolve(FolderLock.FILE));
      if (!Files.isSymbolicLink(path)) {
        Files.delete(path); // A link leads to where somebody wants the run.
      }
    } catch (IOException e) {
      LOG.debug("{} could not be taken away whole", path, e);
    }
  }

  private static boolean holdsNoCheckpoint(Path folder) {
    try (Stream<Path> content = Files.list(folder)) {
      return content.allMatch(file -> AtomicFile.isUnfinished(file) || file.endsWith(PROBE));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether there is nothing, so that a new run may begin. What a killed process had not completed
   * is nothing, and so is what a run leaves that was killed before its recipe was written.
   */
  public boolean isFree() {
    if (!Files.exists(path)) {
      return true;
    }
    if (!Files.isDirectory(path)) {
      return false; // To list a pipe would wait for its other end.
    }
    try (Stream<Path> content = Files.list(path)) {
      return content.allMatch(this::isNothing);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isNothing(Path file) {
    return AtomicFile.isUnfinished(file)
        || file.equals(provenance())
        || FolderLock.isLock(file)
        || (file.equals(checkpoints()) && holdsNoCheckpoint(file));
  }

  /**
   * Makes the folder, deletes what killed trainings have not completed in it, and proves that it
   * can hold what the run will write. The caller holds the lock.
   *
   * @param checkpointBytes the size of a checkpoint
   * @throws InvalidDataException if it cannot
   */
  public void prepare(long checkpointBytes) {
    try {
      Files.createDirectories(checkpoints());
      AtomicFile.deleteUnfinished(checkpoints());
      AtomicFile.deleteUnfinished(cache());
      // Two checkpoints side by side while one replaces the other, the best weights, the model.
      long needed = 4 * checkpointBytes + SPARE_BYTES;
      long free = Files.getFileStore(path).getUsableSpace();
      if (free < needed) {
        throw InvalidDataException.in(
            path,
            "the disk has %d MiB free but the run needs %d MiB"
                .formatted(free >> 20, needed >> 20));
      }
    } catch (IOException e) {
      throw InvalidDataException.in(path, "cannot be written: " + e.getMessage(), e);
    }
    Path probe = checkpoints().resolve(PROBE);
    AtomicFile.writeDurably(probe, new byte[1]);
    try {
      Files.delete(probe);
    } catch (IOException e) {
      throw InvalidDataException.in(path, "cannot be written: " + e.getMessage(), e);
    }
  }

  /** Writes the resolved recipe. */
  public void writeRecipe(Recipe recipe) {
    AtomicFile.writeDurably(recipe(), RecipeFile.write(recipe).getBytes(StandardCharsets.UTF_8));
  }

  /** Writes where the run comes from. */
  public void writeProvenance(Provenance value) {
    AtomicFile.writeDurably(provenance(), value.json().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The recipe with which the run began.
   *
   * @throws InvalidRecipeException if it cannot be read
   */
  public Recipe readRecipe() {
    return RecipeFile.read(recipe().toString(), List.of());
  }

  /**
   * How a recipe differs from the one with which the run began, in a sentence; empty if they are
   * equal.
   *
   * @throws InvalidRecipeException if that one cannot be read
   */
  public Optional<String> changeOf(Recipe wanted) {
    List<String> differences = RecipeFile.differences(readRecipe(), wanted);
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of("the run began with another recipe: " + String.join("; ", differences));
  }

  /**
   * Refuses another number of stages than the checkpoints are of: they would be passed over, and
   * their log cut.
   *
   * @throws InvalidRecipeException naming both
   */
  void requireStages(int stages) {
    String others = stages == 1 ? "stage1-last" : "last";
    if (Files.exists(checkpoint(others))) {
      throw new InvalidRecipeException(
          "stages: the run in %s began with %d but the recipe has %d; begin another run"
              .formatted(path, 3 - stages, stages));
    }
  }
}
