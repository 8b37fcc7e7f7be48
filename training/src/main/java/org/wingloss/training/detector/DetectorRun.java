package org.wingloss.training.detector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.detection.DetectionScenes;
import org.wingloss.data.detection.FaceMaterial;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceDigest;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.FolderLock;
import org.wingloss.data.io.RunLayout;
import org.wingloss.data.io.Sha256;
import org.wingloss.model.onnx.DetectionExport;
import org.wingloss.training.DivergenceException;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.checkpoint.Checkpoint.Progress;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.run.RunFolder;

/**
 * One training of a detector in a folder: {@code recipe.yaml}, {@code metrics.jsonl}, {@code
 * last.safetensors} and, at the end, {@code detector.onnx}.
 *
 * @param recipe what to do
 * @param photographs of which most synthetic faces are made, and besides them; may be none
 * @param folder where everything goes
 */
public record DetectorRun(DetectorRecipe recipe, List<Face> photographs, Path folder) {
  /** The detector. */
  public Path detector() {
    return detector(folder);
  }

  /** The detector of a run in a folder. */
  public static Path detector(Path folder) {
    return folder.resolve(RunLayout.DETECTOR);
  }

  /** The resolved recipe. */
  public static Path recipe(Path folder) {
    return folder.resolve(RunLayout.RECIPE);
  }

  /**
   * Trains, from the last checkpoint if there is one.
   *
   * @param loaders threads that draw scenes ahead
   * @param stop asked after every step whether to save and end early
   * @return how far the training has come; the detector is written if that is to the end
   * @throws InvalidRecipeException if the folder's run began with another recipe, another training
   *     is at work in it, the engine computes the network wrongly, or the training diverges
   * @throws org.wingloss.data.InvalidDataException if a photograph cannot be used
   */
  public Progress run(int loaders, TrainingListener listener, BooleanSupplier stop) {
    String digest = digest();
    FolderLock lock = new RunFolder(folder).lock();
    try (lock) {
      requireSameRecipe();
      requireSamePhotographs(digest);
      return begin(digest, loaders, listener, stop);
    }
  }

  private Progress begin(
      String digest, int loaders, TrainingListener listener, BooleanSupplier stop) {
    boolean resumed = Files.exists(recipe(folder));
    try {
      return train(digest, loaders, listener, stop);
    } catch (DivergenceException e) {
      throw e; // The log tells how it came to that.
    } catch (RuntimeException | Error e) {
      // The next attempt, with other photographs, say, shall find the folder free.
      if (!resumed && !Checkpoint.exists(checkpoint())) {
        new RunFolder(folder).discard(List.of(recipe(folder), digestFile(), metrics()));
      }
      throw e;
    }
  }

  private Progress train(
      String digest, int loaders, TrainingListener listener, BooleanSupplier stop) {
    FaceMaterial material = FaceMaterial.of(recipe.seed(), recipe.syntheticFaces(), photographs);
    DetectionScenes scenes = new DetectionScenes(material, recipe.scenes(), recipe.seed());
    String text = DetectorRecipeFile.write(recipe);
    // The recipe first: by it a killed run is known, and may be resumed.
    AtomicFile.writeDurably(recipe(folder), text.getBytes(StandardCharsets.UTF_8));
    AtomicFile.writeDurably(digestFile(), digest.getBytes(StandardCharsets.UTF_8));
    DetectorTraining training =
        new DetectorTraining(recipe, metrics(), checkpoint(), listener, stop);
    DetectorTraining.Result result = training.train(scenes, loaders);
    if (result.progress().step() >= recipe.steps()) {
      Map<String, String> provenance = new LinkedHashMap<>();
      provenance.put("recipe", text);
      provenance.put("faces", material.description());
      AtomicFile.writeDurably(
          detector(), DetectionExport.write(recipe.network(), result.weights(), provenance));
    }
    return result.progress();
  }

  private Path metrics() {
    return folder.resolve(RunLayout.METRICS);
  }

  private Path checkpoint() {
    return folder.resolve("last.safetensors");
  }

  private Path digestFile() {
    return folder.resolve("photographs.sha256");
  }

  private void requireSameRecipe() {
    Path written = recipe(folder);
    if (Files.exists(written)
        && !DetectorRecipeFile.read(Optional.of(written), List.of()).equals(recipe)) {
      throw new InvalidRecipeException(written + ": the run began with another recipe");
    }
  }

  private String digest() {
    Sha256 sha256 = new Sha256();
    FaceDigest.add(sha256, photographs);
    return sha256.hex();
  }

  /** What a training has begun with is not in its recipe, nor in its checkpoint. */
  private void requireSamePhotographs(String digest) {
    try {
      if (Files.exists(digestFile()) && !TextFile.text(digestFile()).equals(digest)) {
        throw InvalidDataException.in(
            folder, "the run began with other photographs; name the same, or begin another run");
      }
    } catch (IOException e) {
      throw FileFailure.unreadable(digestFile(), e);
    }
  }
}
