package org.wingloss.cli.listing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.ModelOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.NumberText;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.layer.LayerRow;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wingloss summary}: the layers of a network. */
@Command(
    name = "summary",
    header = "a network's layers and cost",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints a network's layers, shapes, parameters and multiply-adds, from its one-line form"
            + " or from a trained model.",
    footer = {
      "",
      "Examples:",
      "  wingloss summary --network cnn6 --landmarks 68",
      "  wingloss summary --model RUN --json"
    })
public final class SummaryVerb implements Callable<Integer> {
  private static final int USUAL_LANDMARKS = 68;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(
      names = "--landmarks",
      paramLabel = "L",
      description = "Number of landmarks with --network (default: 68).")
  private Integer landmarks;

  @Mixin private OutputOptions output;

  private static final class Source {
    @Option(
        names = "--network",
        paramLabel = "LINE",
        description = "A network: cnn6, cnn7, 'cnn6(hidden=512)' …")
    private String network;

    @Option(
        names = {"-m", "--model"},
        paramLabel = "M",
        description = ModelOption.HELP)
    private Path model;
  }

  @Override
  public Integer call() {
    if (source.model != null && landmarks != null) {
      throw new UsageException("--landmarks is for --network; a model knows how many it finds");
    }
    if (source.model != null) {
      ModelDescription model = StoredModel.open(source.model).description();
      print(model.network(), model.landmarks());
    } else {
      NetworkSpec network = Arguments.usable("--network", () -> NetworkSpec.of(source.network));
      int count = landmarks == null ? USUAL_LANDMARKS : landmarks;
      print(network, Arguments.within(1, LandmarkScheme.MOST, "--landmarks", count));
    }
    return ExitCode.OK;
  }

  private void print(NetworkSpec network, int count) {
    List<LayerRow> rows = Layers.rows(network.layers(count), network.input());
    output.printValue(document(network, count, rows), () -> table(network, count, rows));
  }

  private static String table(NetworkSpec network, int count, List<LayerRow> rows) {
    String format = "%-24s %-34s %16s %12s %14s";
    List<String> lines = new ArrayList<>();
    lines.add(format.formatted("layer", "what", "output", "parameters", "multiply-adds"));
    lines.add(format.formatted("", "input", network.input(), "", ""));
    for (LayerRow row : rows) {
      lines.add(
          format.formatted(
              row.name(),
              row.description(),
              row.output(),
              number(row.parameters()),
              number(row.multiplyAdds())));
    }
    lines.add(
        format.formatted(
            "",
            network.line() + ", L = " + count,
            "",
            number(network.parameters(count)),
            number(network.multiplyAdds(count))));
    return String.join(System.lineSeparator(), lines);
  }

  private static String number(long value) {
    return value == 0 ? "" : NumberText.count(value);
  }

  private static Map<String, Object> document(NetworkSpec network, int count, List<LayerRow> rows) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("network", network.line());
    root.put("input-size", network.inputSize());
    root.put("landmarks", count);
    root.put("parameters", network.parameters(count));
    root.put("multiply-adds", network.multiplyAdds(count));
    root.put("layers", rows);
    return root;
  }
}
