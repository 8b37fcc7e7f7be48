package org.wingloss.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.layer.LayerRow;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wingloss summary}: the layers of a network. */
@Command(
    name = "summary",
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
final class SummaryVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(
      names = "--landmarks",
      paramLabel = "L",
      description = "Number of landmarks with --network (default: ${DEFAULT-VALUE}).")
  private int landmarks = 68;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  private static final class Source {
    @Option(
        names = "--network",
        paramLabel = "LINE",
        description = "A network: cnn6, cnn7, 'cnn6(hidden=512)' …")
    private String network;

    @Option(names = "--model", paramLabel = "M", description = "A trained model.")
    private Path model;
  }

  @Override
  public Integer call() {
    NetworkSpec network;
    int count = landmarks;
    if (source.model != null) {
      ModelDescription description = StoredModel.open(source.model).description();
      network = description.network();
      count = description.landmarks();
    } else {
      network = network(source.network);
    }
    if (count < 1) {
      throw new UsageException("--landmarks must be >= 1 but was " + count);
    }
    List<LayerRow> rows = Layers.rows(network.layers(count), network.input());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      printJson(network, count, rows, out);
    } else {
      printTable(network, count, rows, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static NetworkSpec network(String line) {
    try {
      return NetworkSpec.of(line);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--network: " + e.getMessage());
    }
  }

  private static void printTable(
      NetworkSpec network, int count, List<LayerRow> rows, PrintWriter out) {
    String format = "%-24s %-34s %16s %12s %14s%n";
    out.printf(format, "layer", "what", "output", "parameters", "multiply-adds");
    out.printf(format, "", "input", network.input(), "", "");
    for (LayerRow row : rows) {
      out.printf(
          format,
          row.name(),
          row.description(),
          row.output(),
          number(row.parameters()),
          number(row.multiplyAdds()));
    }
    out.printf(
        format,
        "",
        network.line() + ", L = " + count,
        "",
        number(network.parameters(count)),
        number(network.multiplyAdds(count)));
  }

  private static String number(long value) {
    return value == 0 ? "" : String.format(Locale.ROOT, "%,d", value);
  }

  private static void printJson(
      NetworkSpec network, int count, List<LayerRow> rows, PrintWriter out) {
    ObjectNode root = StrictJson.mapper().createObjectNode();
    root.put("network", network.line());
    root.put("input-size", network.inputSize());
    root.put("landmarks", count);
    root.put("parameters", network.parameters(count));
    root.put("multiply-adds", network.multiplyAdds(count));
    ArrayNode layers = root.putArray("layers");
    for (LayerRow row : rows) {
      ObjectNode layer = layers.addObject();
      layer.put("name", row.name());
      layer.put("what", row.description());
      layer
          .putArray("output")
          .add(row.output().channels())
          .add(row.output().height())
          .add(row.output().width());
      layer.put("parameters", row.parameters());
      layer.put("multiply-adds", row.multiplyAdds());
    }
    out.println(root.toPrettyString());
  }
}
