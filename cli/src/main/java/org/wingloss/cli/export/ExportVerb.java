package org.wingloss.cli.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.ModelOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.line.Labels;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.ModelZip;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.onnx.OnnxExport;
import org.wingloss.model.onnx.OnnxParity;
import org.wingloss.model.serving.DjlServingArchive;
import org.wingloss.model.weights.Storage;
import org.wingloss.serve.page.WebExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wingloss export}: a model for other runtimes. */
@Command(
    name = "export",
    header = "a model as ONNX, zip or folder",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a trained model, or the built-in one, as ONNX, model folder or zip. ONNX files have metadata that say how"
          + " to crop and decode, and are compared with the training engine on 100 random crops"
          + " (int8: on the faces of its calibration).",
      "A two-stage model becomes two files, FILE.stage1.onnx and FILE.stage2.onnx (before the"
          + " ending), with FILE.pipeline.json beside them."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss export --model RUN --format onnx --out model.onnx",
      "  wingloss export --model RUN --format onnx --input uint8 --batch 1 \\",
      "    --out phone.onnx",
      "  wingloss export --model RUN --format zip --out model.zip",
      "  wingloss export --model RUN --format folder --precision float16 --out small",
      "  wingloss export --model RUN --format folder --precision int8 \\",
      "    --dataset 300w --data 300w --out fast",
      "  wingloss export --djl-serving face.zip",
      "  wingloss export --web page"
    })
public final class ExportVerb implements Callable<Integer> {
  private static final int MOST_BATCH = 4096;

  @Mixin private ModelOption model;

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "onnx; zip for the folder of a trained model as one file; folder for a model folder"
              + " (default: onnx).")
  private String format;

  @Option(
      names = {"--precision", "--weights"},
      paramLabel = "P",
      description = {
        "float32; float16: weights in 16 bits, half the bytes; int8: weights and activations in 8"
            + " bits, a quarter of the bytes and faster (default: ${DEFAULT-VALUE}).",
        "For int8 the model is calibrated on 256 synthetic faces, or better on the training faces of"
            + " its data set (--dataset, --data)."
      })
  private String bits = "float32";

  @Mixin private CalibrationOptions calibration;

  @Mixin private PlausibilityOptions plausibility;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The file to write, or the folder.")
  private Path out;

  @Option(
      names = "--djl-serving",
      paramLabel = "FILE",
      description =
          "Instead of --out: write a zip that DJL Serving serves and DJL's Criteria loads, with the"
              + " translator from picture and box to landmarks. One stage only.")
  private Path djlServing;

  @Option(
      names = "--web",
      paramLabel = "DIR",
      description =
          "Instead of --out: write a page that finds faces and landmarks in the browser alone, to be"
              + " given out by any web server. One stage only.")
  private Path web;

  @Option(
      names = "--input",
      paramLabel = "TYPE",
      description =
          "float: (N,3,S,S) in [0,1] to (N,2L); uint8: an RGB crop (N,S,S,3) as decoded to (N,L,2)"
              + " (default: ${DEFAULT-VALUE}).")
  private String input = "float";

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Fix the batch size; 0 leaves it free (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Mixin private OutputOptions output;

  private Storage precision;

  /** One written file and how far it is from the training engine. */
  private record Written(Path file, Optional<Comparison> comparison) {}

  @Override
  public Integer call() {
    precision = precision();
    Arguments.within(0, MOST_BATCH, "--batch", batch);
    if (Stream.of(out, djlServing, web).filter(Objects::nonNull).count() != 1) {
      throw new UsageException("give one of --out, --djl-serving and --web");
    }
    if (out == null && (precision != Storage.FLOAT32 || calibration.given() || format != null)) {
      throw new UsageException("--format and --precision need --out");
    }
    String kind = format == null ? "onnx" : format;
    boolean onnx = out != null && kind.equals("onnx");
    if (!onnx && (batch != 0 || !input.equals("float"))) {
      throw new UsageException("--input and --batch need --format onnx");
    }
    if (plausibility.given() && (out == null || !kind.equals("folder"))) {
      throw new UsageException("--shapes and --spread need --format folder");
    }
    if (djlServing != null) {
      requireFile("--djl-serving", djlServing);
      DjlServingArchive.write(oneStage(), djlServing);
      return print(List.of(new Written(djlServing, Optional.empty())));
    }
    if (web != null) {
      WebExport.write(oneStage(), model.path().isEmpty(), web);
      output.say(WebExport.runtime(web));
      return print(List.of(new Written(web, Optional.empty())));
    }
    if (calibration.given() && precision != Storage.INT8) {
      throw new UsageException(
          "--dataset, --data and --calibration-faces are for --precision int8");
    }
    if (kind.equals("folder")) {
      return folder();
    }
    if (kind.equals("zip")) {
      if (precision != Storage.FLOAT32) {
        throw new UsageException(
            "--precision %s needs --format onnx or folder".formatted(precision.label()));
      }
      requireFile("--out", out);
      ModelZip.write(
          model.path().orElseThrow(() -> new UsageException("--format zip needs --model")), out);
      return print(List.of(new Written(out, Optional.empty())));
    }
    if (!onnx) {
      throw new UsageException("--format must be onnx, zip or folder but was '" + kind + "'");
    }
    OnnxExport.Form form =
        Arguments.usable(
            () ->
                Labels.find(
                    "--input must be", OnnxExport.Form.values(), OnnxExport.Form::label, input));
    StoredModel stored = model.stored();
    List<Path> files =
        stored.stages().size() == 1
            ? List.of(out)
            : List.of(beside("stage1.onnx"), beside("stage2.onnx"));
    files.forEach(file -> requireFile("--out", file));
    List<ExportedNetwork> stages = networks(stored);
    List<Written> written = new ArrayList<>();
    for (int k = 0; k < files.size(); k++) {
      written.add(write(stages.get(k), files.get(k), form));
    }
    if (stored instanceof PipelineFile pipeline) {
      AtomicFile.write(beside("pipeline.json"), pipeline.exported(files));
    }
    return print(written);
  }

  private int folder() {
    model.requireOther("--out", out);
    Arguments.requireFolder("--out", out);
    // It is replaced as a whole, by one that is written beside it.
    Optional.ofNullable(out.toAbsolutePath().getParent())
        .ifPresent(parent -> Arguments.requireFolder("--out", parent));
    StoredModel.requireReplaceable(out);
    StoredModel stored = model.stored();
    List<ModelDescription> descriptions =
        networks(stored).stream()
            .map(ExportedNetwork::description)
            .map(plausibility::applied)
            .toList();
    stored.write(out, descriptions, precision);
    return print(List.of(new Written(out, Optional.empty())));
  }

  private void requireFile(String option, Path file) {
    model.requireOther(option, file);
    Arguments.requireFile(option, file);
  }

  /** The networks as they are to be written. */
  private List<ExportedNetwork> networks(StoredModel stored) {
    if (precision != Storage.INT8) {
      return ExportedNetwork.of(stored);
    }
    CalibrationOptions.CalibrationFaces faces = calibration.faces(stored);
    output.say("calibrating on " + faces.what() + " ...");
    return ExportedNetwork.quantised(stored, faces.inputs(), faces.what());
  }

  private Storage precision() {
    return Arguments.usable(
        () -> Labels.find("--precision must be", Storage.values(), Storage::label, bits));
  }

  private ModelFile oneStage() {
    return model.path().map(ModelFile::open).orElseGet(ModelFile::standard);
  }

  /** {@code dir/face.onnx} → {@code dir/face.ENDING}. */
  private Path beside(String ending) {
    if (out.getFileName() == null) {
      throw new UsageException("--out must name a file but was '%s'".formatted(out));
    }
    String name = out.getFileName().toString().replaceFirst("\\.onnx$", "");
    return out.resolveSibling(name + "." + ending);
  }

  private Written write(ExportedNetwork stage, Path file, OnnxExport.Form form) {
    byte[] onnx = OnnxExport.write(stage.description(), stage.weights(), form, batch, precision);
    OnnxParity parity = stage.compare(onnx, form, batch);
    AtomicFile.write(file, onnx);
    int size = stage.description().network().inputSize();
    return new Written(file, Optional.of(new Comparison(parity, precision, size)));
  }

  private int print(List<Written> files) {
    output.print(
        () -> document(files).toPrettyString(),
        () ->
            files.stream()
                .map(ExportVerb::line)
                .collect(Collectors.joining(System.lineSeparator())));
    boolean holds =
        files.stream().allMatch(file -> file.comparison().map(Comparison::holds).orElse(true));
    return holds ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  private static ObjectNode document(List<Written> files) {
    ObjectNode root = StrictJson.mapper().createObjectNode();
    root.put("tolerance", OnnxParity.TOLERANCE);
    ArrayNode array = root.putArray("files");
    for (Written one : files) {
      ObjectNode node = array.addObject().put("file", one.file().toString());
      one.comparison().ifPresent(comparison -> comparison.describe(node));
    }
    return root;
  }

  private static String line(Written one) {
    return one.file() + one.comparison().map(comparison -> ": " + comparison.text()).orElse("");
  }
}
