package org.wingloss.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.layer.FoldedLayers;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.UsualSpread;
import org.wingloss.model.onnx.OnnxExport;
import org.wingloss.model.onnx.graph.Quantisation;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Storage;
import org.wingloss.model.weights.Weights;

/**
 * One network's model: a folder, or a zip of it, with {@code model.json}, {@code
 * weights.safetensors}, {@code model.onnx} and a model card {@code README.md}; {@code shapes.json}
 * too, where what a plausible shape is was computed, {@code spread.json}, where how far predictions
 * differ was measured, {@code flip.json}, where the annotations lie to one side, and {@code
 * quantisation.json}, where inference computes in 8 bits. {@code model.json} names the SHA-256 of
 * these files, the card aside; a model of which one was altered is not opened. The card is for
 * people, who may add to it. Nothing in it is ever executed: inference builds its graph from the
 * network's line and the weights.
 */
public final class ModelFile implements StoredModel {
  static final String DESCRIPTION = "model.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String ONNX = "model.onnx";
  static final String SHAPES = "shapes.json";
  static final String SPREAD = "spread.json";
  static final String FLIP = "flip.json";
  static final String QUANTISATION = "quantisation.json";
  static final String CARD = "README.md";

  /** {@link ModelDescription#flipOffset} as it stands in its file. */
  private record FlipJson(double offset) {}

  private final ModelStore store;
  private final ModelDescription description;

  private ModelFile(ModelStore store, ModelDescription description) {
    this.store = store;
    this.description = description;
  }

  /**
   * Writes a model folder, replacing one that is there only once the new one is complete.
   *
   * @throws IllegalArgumentException if the weights do not fit the network or are not finite
   * @throws InvalidDataException if the folder cannot be written
   */
  public static void write(Path folder, ModelDescription description, Weights weights) {
    write(folder, description, weights, storage(description));
  }

  /** As {@link #write(Path, ModelDescription, Weights)}, with weights of that many bits. */
  public static void write(
      Path folder, ModelDescription description, Weights weights, Storage storage) {
    Map<String, byte[]> files = files(description, weights, storage);
    files.put(CARD, ModelCard.of(description).getBytes(StandardCharsets.UTF_8));
    ModelFolder.write(folder, files);
  }

  static Storage storage(ModelDescription description) {
    return description.quantisation().isPresent() ? Storage.INT8 : Storage.FLOAT32;
  }

  /** The content of a model folder by file name, without the card. */
  static Map<String, byte[]> files(ModelDescription description, Weights weights, Storage storage) {
    List<String> problems =
        weights.mismatches(description.network().tensors(description.landmarks()));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isFinite()) {
                throw new IllegalArgumentException(
                    "tensor '%s' holds a value that is not finite; the training diverged"
                        .formatted(name));
              }
            });
    if (description.quantisation().isPresent() != (storage == Storage.INT8)) {
      throw new IllegalArgumentException(
          "weights in 8 bits need a calibration, and a calibration weights in 8 bits, but storage"
              + " is "
              + storage.label());
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, String> metadata = Map.of("network", description.network().line());
    Weights kept = weights;
    if (storage == Storage.INT8) {
      List<Layer> layers = description.network().layers(description.landmarks());
      kept = FoldedLayers.of(layers, weights).unfolded(layers);
    }
    files.put(WEIGHTS, SafeTensors.write(kept, metadata, storage));
    files.put(ONNX, OnnxExport.write(description, kept, OnnxExport.Form.FLOAT, 0, storage));
    // Many numbers, so without a line for each.
    description.shapes().ifPresent(shapes -> files.put(SHAPES, StrictJson.line(shapes)));
    description.spread().ifPresent(spread -> files.put(SPREAD, StrictJson.file(spread)));
    if (description.flipOffset() != 0) {
      files.put(FLIP, StrictJson.file(new FlipJson(description.flipOffset())));
    }
    description.quantisation().ifPresent(steps -> files.put(QUANTISATION, StrictJson.file(steps)));
    Map<String, Fingerprint> fingerprints = new LinkedHashMap<>();
    files.forEach((name, content) -> fingerprints.put(name, Fingerprint.of(content)));
    files.put(DESCRIPTION, StrictJson.file(ModelJson.of(description, fingerprints)));
    return files;
  }

  /**
   * Opens a folder or zip that holds one network.
   *
   * @throws InvalidDataException if it does not
   */
  public static ModelFile open(Path path) {
    if (StoredModel.open(path) instanceof ModelFile model) {
      return model;
    }
    throw InvalidDataException.in(path, "holds two stages; name one of them: stage1, stage2");
  }

  /** The built-in landmark model; its card lies beside its weights. */
  public static ModelFile standard() {
    return in(new ModelStore.Resource("/org/wingloss/model/standard/"));
  }

  static ModelFile in(ModelStore store) {
    byte[] content = store.read(DESCRIPTION);
    String label = store.label(DESCRIPTION);
    version(content, label, ModelJson.FORMAT, ModelJson.VERSION);
    ModelJson json = StrictJson.read(content, label, ModelJson.class);
    for (String name : List.of(WEIGHTS, ONNX)) {
      if (!json.files().containsKey(name)) {
        throw new InvalidDataException(label + ": at files: '" + name + "' is missing");
      }
    }
    json.files().forEach(store::check);
    try {
      return new ModelFile(
          store,
          json.description(
              optional(store, json, SHAPES, PlausibleShapes.class),
              optional(store, json, SPREAD, UsualSpread.class),
              optional(store, json, QUANTISATION, Quantisation.class),
              optional(store, json, FLIP, FlipJson.class).map(FlipJson::offset).orElse(0.0)));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(label + ": " + e.getMessage(), e);
    }
  }

  private static <T> Optional<T> optional(
      ModelStore store, ModelJson json, String name, Class<T> type) {
    return json.files().containsKey(name)
        ? Optional.of(StrictJson.read(store.read(name), store.label(name), type))
        : Optional.empty();
  }

  /** Says plainly when a file is of another kind or of a newer version, before its keys matter. */
  static int version(byte[] content, String label, String format, int newest) {
    JsonNode tree = StrictJson.read(content, label, JsonNode.class);
    if (!format.equals(tree.path("format").asText())) {
      throw new InvalidDataException(
          "%s: expected the format '%s' but found %s"
              .formatted(label, format, tree.path("format")));
    }
    int version = tree.path("version").isInt() ? tree.path("version").intValue() : 0;
    if (version < 1 || version > newest) {
      throw new InvalidDataException(
          "%s: has version %s but this program reads version%s %d; use the program that wrote it"
              .formatted(label, tree.path("version"), newest == 1 ? "" : "s 1 to", newest));
    }
    return version;
  }

  @Override
  public ModelDescription description() {
    return description;
  }

  /**
   * The weights.
   *
   * @throws InvalidDataException if their file does not fit the network
   */
  public Weights weights() {
    Weights weights = SafeTensors.read(store.read(WEIGHTS), store.label(WEIGHTS)).weights();
    List<String> problems =
        weights.mismatches(description.network().tensors(description.landmarks()));
    if (!problems.isEmpty()) {
      throw new InvalidDataException(store.label(WEIGHTS) + ": " + String.join("; ", problems));
    }
    return weights;
  }

  @Override
  public List<ModelFile> stages() {
    return List.of(this);
  }

  @Override
  public void write(Path folder, List<ModelDescription> descriptions, Storage storage) {
    requireOneEach(1, descriptions);
    write(folder, descriptions.get(0), weights(), storage);
  }

  /** Refuses descriptions that are not one per stage. */
  static void requireOneEach(int stages, List<ModelDescription> descriptions) {
    if (descriptions.size() != stages) {
      throw new IllegalArgumentException(
          "expected one description per stage, %d, but found %d"
              .formatted(stages, descriptions.size()));
    }
  }

  @Override
  public String card() {
    return store.has(CARD)
        ? new String(store.read(CARD), StandardCharsets.UTF_8)
        : ModelCard.of(description);
  }

  @Override
  public String sha256() {
    return Fingerprint.of(store.read(DESCRIPTION)).sha256();
  }
}
