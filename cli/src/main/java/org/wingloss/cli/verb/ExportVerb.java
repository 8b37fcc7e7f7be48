package org.wingloss.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.ModelOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ShapesOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.ModelZip;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.onnx.OnnxExport;
import org.wingloss.model.onnx.OnnxParity;
import org.wingloss.model.serving.DjlServingArchive;
import org.wingloss.model.weights.Storage;
import org.wingloss.model.weights.Weights;
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
      "Writes a trained model, or the built-in one, as ONNX, with metadata that say how to crop and decode, and compares"
          + " it with the training engine on 100 random crops.",
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
      "  wingloss export --model RUN --format folder --weights float16 --out small",
      "  wingloss export --djl-serving face.zip",
      "  wingloss export --web page"
    })
final class ExportVerb implements Callable<Integer> {
  private static final int CROPS = 100;
  private static final int MOST_BATCH = 4096;

  @Mixin private ModelOption model;

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "onnx; zip for the whole model in one file; folder for a model folder"
              + " (default: ${DEFAULT-VALUE}).")
  private String format = "onnx";

  @Option(
      names = "--weights",
      paramLabel = "TYPE",
      description = "float32, or for a folder float16: half the bytes (default: ${DEFAULT-VALUE}).")
  private String precision = "float32";

  @Option(
      names = "--shapes",
      paramLabel = "FILE",
      description =
          "For a folder: learn what a plausible face is from these landmarks, JSON Lines or CSV as"
              + " balance reads them, instead of what the model knows of it. Models trained before"
              + " there was such a thing know nothing: give the faces of the training.")
  private Path shapes;

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
              + " translator from picture and box to landmarks.")
  private Path djlServing;

  @Option(
      names = "--web",
      paramLabel = "DIR",
      description =
          "Instead of --out: write a page that finds faces and landmarks in the browser alone, to be"
              + " given out by any web server.")
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

  /** One written file and how far it is from the training engine. */
  private record Written(Path file, Optional<OnnxParity> parity) {}

  @Override
  public Integer call() {
    Arguments.within(0, MOST_BATCH, "--batch", batch);
    if (Stream.of(out, djlServing, web).filter(Objects::nonNull).count() != 1) {
      throw new UsageException("give one of --out, --djl-serving and --web");
    }
    if (djlServing != null) {
      DjlServingArchive.write(oneStage(), djlServing);
      return print(List.of(new Written(djlServing, Optional.empty())));
    }
    if (web != null) {
      WebExport.write(oneStage(), model.path().isEmpty(), web);
      output.say(WebExport.runtime(web));
      return print(List.of(new Written(web, Optional.empty())));
    }
    if (shapes != null && !format.equals("folder")) {
      throw new UsageException("--shapes needs --format folder");
    }
    Storage storage = storage();
    if (format.equals("folder")) {
      ModelFile one = oneStage();
      ModelFile.write(out, description(one), one.weights(), storage);
      return print(List.of(new Written(out, Optional.empty())));
    }
    if (format.equals("zip")) {
      ModelZip.write(
          model.path().orElseThrow(() -> new UsageException("--format zip needs --model")), out);
      return print(List.of(new Written(out, Optional.empty())));
    }
    if (!format.equals("onnx")) {
      throw new UsageException("--format must be onnx, zip or folder but was '" + format + "'");
    }
    OnnxExport.Form form =
        Arrays.stream(OnnxExport.Form.values())
            .filter(one -> one.label().equals(input))
            .findFirst()
            .orElseThrow(
                () -> new UsageException("--input must be float or uint8 but was '" + input + "'"));
    StoredModel stored = model.stored();
    if (stored instanceof PipelineFile pipeline) {
      Map<Path, ModelFile> stages = new LinkedHashMap<>();
      stages.put(beside("stage1.onnx"), pipeline.stage1());
      stages.put(beside("stage2.onnx"), pipeline.stage2());
      List<Written> written =
          stages.entrySet().stream()
              .map(entry -> write(entry.getValue(), entry.getKey(), form))
              .toList();
      AtomicFile.write(beside("pipeline.json"), pipeline.exported(List.copyOf(stages.keySet())));
      return print(written);
    }
    return print(List.of(write((ModelFile) stored, out, form)));
  }

  private ModelFile oneStage() {
    return model.path().map(ModelFile::open).orElseGet(ModelFile::standard);
  }

  private ModelDescription description(ModelFile one) {
    if (shapes == null) {
      return one.description();
    }
    List<Landmarks> read = ShapesOptions.read(shapes);
    try {
      return one.description().withShapes(PlausibleShapes.of(read));
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.in(shapes, e.getMessage(), e);
    }
  }

  private Storage storage() {
    if (precision.equals("float32")) {
      return Storage.FLOAT32;
    }
    if (!precision.equals("float16")) {
      throw new UsageException("--weights must be float32 or float16 but was '" + precision + "'");
    }
    if (!format.equals("folder")) {
      throw new UsageException("--weights float16 needs --format folder");
    }
    return Storage.FLOAT16;
  }

  /** {@code dir/face.onnx} → {@code dir/face.ENDING}. */
  private Path beside(String ending) {
    String name = out.getFileName().toString().replaceFirst("\\.onnx$", "");
    return out.resolveSibling(name + "." + ending);
  }

  private Written write(ModelFile one, Path file, OnnxExport.Form form) {
    Weights weights = one.weights();
    byte[] onnx = OnnxExport.write(one.description(), weights, form, batch);
    int[] batches = batch == 0 ? new int[] {1, 3, 8} : new int[] {batch};
    OnnxParity parity =
        OnnxParity.measure(one.description(), weights, onnx, form, Math.max(CROPS, batch), batches);
    AtomicFile.write(file, onnx);
    return new Written(file, Optional.of(parity));
  }

  private int print(List<Written> files) {
    output.print(
        () -> document(files).toPrettyString(),
        () ->
            files.stream()
                .map(ExportVerb::line)
                .collect(Collectors.joining(System.lineSeparator())));
    boolean holds = files.stream().allMatch(f -> f.parity().map(OnnxParity::holds).orElse(true));
    return holds ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  private static ObjectNode document(List<Written> files) {
    ObjectNode root = StrictJson.mapper().createObjectNode();
    root.put("tolerance", OnnxParity.TOLERANCE);
    ArrayNode array = root.putArray("files");
    for (Written one : files) {
      ObjectNode node = array.addObject().put("file", one.file().toString());
      one.parity()
          .ifPresent(
              parity ->
                  node.put("crops", parity.crops()).put("largest-difference", parity.largest()));
    }
    return root;
  }

  private static String line(Written one) {
    return one.parity()
        .map(
            parity ->
                String.format(
                    Locale.ROOT,
                    "%s: largest difference to the training engine %.2e px over %d crops (%s"
                        + " %.0e)",
                    one.file(),
                    parity.largest(),
                    parity.crops(),
                    parity.holds() ? "allowed" : "MORE THAN",
                    OnnxParity.TOLERANCE))
        .orElse(one.file().toString());
  }
}
