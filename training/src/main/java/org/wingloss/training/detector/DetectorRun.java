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
import org.wingloss.data.io.Sha256;
import org.wingloss.model.onnx.DetectionExport;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.checkpoint.Checkpoint.Progress;
import org.wingloss.training.loop.TrainingListener;

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
    return folder.resolve("detector.onnx");
  }

  /** The resolved recipe. */
  public static Path recipe(Path folder) {
    return folder.resolve("recipe.yaml");
  }

  /**
   * Trains, from the last checkpoint if there is one.
   *
   * @param loaders threads that draw scenes ahead
   * @param stop asked after every step whether to save and end early
   * @return how far the training has come; the detector is written if that is to the end
   * @throws InvalidRecipeException if the folder's run began with another recipe, or the training
   *     diverges
   * @throws org.wingloss.data.InvalidDataException if a photograph cannot be used
   */
  public Progress run(int loaders, TrainingListener listener, BooleanSupplier stop) {
    Path written = recipe(folder);
    String text = DetectorRecipeFile.write(recipe);
    if (Files.exists(written)
        && !DetectorRecipeFile.read(Optional.of(written), List.of()).equals(recipe)) {
      throw new InvalidRecipeException(written + ": the run began with another recipe");
    }
    requireSamePhotographs();
    FaceMaterial material = FaceMaterial.of(recipe.seed(), recipe.syntheticFaces(), photographs);
    DetectionScenes scenes = new DetectionScenes(material, recipe.scenes(), recipe.seed());
    AtomicFile.writeDurably(written, text.getBytes(StandardCharsets.UTF_8));
    DetectorTraining training =
        new DetectorTraining(
            recipe,
            folder.resolve("metrics.jsonl"),
            folder.resolve("last.safetensors"),
            listener,
            stop);
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

  /** What a training has begun with is not in its recipe, nor in its checkpoint. */
  private void requireSamePhotographs() {
    Sha256 sha256 = new Sha256();
    FaceDigest.add(sha256, photographs);
    String digest = sha256.hex();
    Path file = folder.resolve("photographs.sha256");
    try {
      if (Files.exists(file) && !TextFile.text(file).equals(digest)) {
        throw InvalidDataException.in(
            folder, "the run began with other photographs; name the same, or begin another run");
      }
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
    AtomicFile.writeDurably(file, digest.getBytes(StandardCharsets.UTF_8));
  }
}
