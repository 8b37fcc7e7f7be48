package org.wingloss.model.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Storage;
import org.wingloss.model.weights.Weights;

/**
 * A two-stage model (docs/paper.md, section 6): the model folders {@code stage1} and {@code
 * stage2}, one model card for both, and {@code pipeline.json}, which says how the second stage's
 * crop follows from the first's landmarks.
 */
public final class PipelineFile implements StoredModel {
  static final String DESCRIPTION = "pipeline.json";
  private static final String FORMAT = "wingloss-pipeline";

  /** Version 1 has no {@code prediction}: it is the second stage's. */
  private static final int VERSION = 2;

  private static final String STAGE_1 = "stage1";
  private static final String STAGE_2 = "stage2";

  private final ModelFile stage1;
  private final ModelFile stage2;
  private final Alignment alignment;
  private final TwoStagePrediction prediction;
  private final ModelStore store;

  private PipelineFile(
      ModelStore store,
      ModelFile stage1,
      ModelFile stage2,
      Alignment alignment,
      TwoStagePrediction prediction) {
    this.store = store;
    this.stage1 = stage1;
    this.stage2 = stage2;
    this.alignment = alignment;
    this.prediction = prediction;
  }

  /** {@code pipeline.json} as it stands in the file; stages by the SHA-256 of their model.json. */
  private record Json(
      String format,
      int version,
      Alignment alignment,
      TwoStagePrediction prediction,
      Map<String, String> stages) {}

  /** Version 1. */
  private record FirstJson(
      String format, int version, Alignment alignment, Map<String, String> stages) {
    Json now() {
      return new Json(format, version, alignment, TwoStagePrediction.SECOND_STAGE, stages);
    }
  }

  /** Writes a two-stage model folder, as {@link ModelFile#write} does. */
  public static void write(
      Path folder,
      Alignment alignment,
      TwoStagePrediction prediction,
      ModelDescription description1,
      Weights weights1,
      ModelDescription description2,
      Weights weights2) {
    write(
        folder,
        alignment,
        prediction,
        description1,
        description2,
        ModelFile.files(description1, weights1, ModelFile.storage(description1)),
        ModelFile.files(description2, weights2, ModelFile.storage(description2)));
  }

  private static void write(
      Path folder,
      Alignment alignment,
      TwoStagePrediction prediction,
      ModelDescription description1,
      ModelDescription description2,
      Map<String, byte[]> files1,
      Map<String, byte[]> files2) {
    requireFit(alignment, description1, description2);
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, String> stages = new LinkedHashMap<>();
    add(files, stages, STAGE_1, files1);
    add(files, stages, STAGE_2, files2);
    String card = ModelCard.of(alignment, prediction, description1, description2);
    files.put(ModelFile.CARD, card.getBytes(StandardCharsets.UTF_8));
    files.put(
        DESCRIPTION, StrictJson.file(new Json(FORMAT, VERSION, alignment, prediction, stages)));
    ModelFolder.write(folder, files);
  }

  private static void requireFit(
      Alignment alignment, ModelDescription stage1, ModelDescription stage2) {
    alignment.requireFits(stage1.scheme());
    if (!stage1.scheme().equals(stage2.scheme())) {
      throw new IllegalArgumentException(
          "the stages have different schemes, %s and %s"
              .formatted(stage1.scheme().name(), stage2.scheme().name()));
    }
  }

  private static void add(
      Map<String, byte[]> files,
      Map<String, String> stages,
      String stage,
      Map<String, byte[]> content) {
    content.forEach((name, bytes) -> files.put(stage + "/" + name, bytes));
    stages.put(stage, Fingerprint.of(content.get(ModelFile.DESCRIPTION)).sha256());
  }

  static PipelineFile in(ModelStore store) {
    byte[] content = store.read(DESCRIPTION);
    String label = store.label(DESCRIPTION);
    Json json =
        ModelFile.version(content, label, FORMAT, VERSION) == 1
            ? StrictJson.read(content, label, FirstJson.class).now()
            : StrictJson.read(content, label, Json.class);
    try {
      ModelFile stage1 = stage(store, STAGE_1, json, label);
      ModelFile stage2 = stage(store, STAGE_2, json, label);
      Alignment alignment = json.alignment();
      requireFit(alignment, stage1.description(), stage2.description());
      return new PipelineFile(store, stage1, stage2, alignment, json.prediction());
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(label + ": " + e.getMessage(), e);
    }
  }

  private static ModelFile stage(ModelStore store, String stage, Json json, String label) {
    ModelFile model = ModelFile.in(store.below(stage));
    String expected = json.stages().get(stage);
    if (!model.sha256().equals(expected)) {
      throw new InvalidDataException(
          "%s: promises %s/model.json with SHA-256 %s but found %s; the stages do not belong together"
              .formatted(label, stage, expected, model.sha256()));
    }
    return model;
  }

  @Override
  public String sha256() {
    return Fingerprint.of(store.read(DESCRIPTION)).sha256();
  }

  @Override
  public List<ModelFile> stages() {
    return List.of(stage1, stage2);
  }

  @Override
  public void write(Path folder, List<ModelDescription> descriptions, Storage storage) {
    ModelFile.requireOneEach(2, descriptions);
    write(
        folder,
        alignment,
        prediction,
        descriptions.get(0),
        descriptions.get(1),
        ModelFile.files(descriptions.get(0), stage1.weights(), storage),
        ModelFile.files(descriptions.get(1), stage2.weights(), storage));
  }

  @Override
  public String card() {
    return store.has(ModelFile.CARD)
        ? new String(store.read(ModelFile.CARD), StandardCharsets.UTF_8)
        : ModelCard.of(alignment, prediction, stage1.description(), stage2.description());
  }

  /** The description of the second stage. */
  @Override
  public ModelDescription description() {
    return stage2.description();
  }

  /** The stage that finds rough landmarks in the face box. */
  public ModelFile stage1() {
    return stage1;
  }

  /** The stage that sees the aligned crop. */
  public ModelFile stage2() {
    return stage2;
  }

  /** How the rough landmarks place the second crop. */
  public Alignment alignment() {
    return alignment;
  }

  /** What the two networks' landmarks come to. */
  public TwoStagePrediction prediction() {
    return prediction;
  }

  /**
   * The text of a {@code pipeline.json} for exported ONNX files: the alignment, which prediction is
   * the model's, and per stage the file's name, in order.
   */
  public String exported(List<Path> files) {
    List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
    return StrictJson.write(new Exported(FORMAT, VERSION, alignment, prediction, names)) + "\n";
  }

  private record Exported(
      String format,
      int version,
      Alignment alignment,
      TwoStagePrediction prediction,
      List<String> files) {}
}
