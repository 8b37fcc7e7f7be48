package org.wingloss.cli.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.PlainText;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FileFailure;
import org.wingloss.evaluation.gate.GateResults;
import org.wingloss.evaluation.gate.Gates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fails a continuous-integration run when a metric falls short. */
@Command(
    name = "gate",
    header = "check metrics against bounds, for continuous integration",
    mixinStandardHelpOptions = true,
    description = "Checks metrics against bounds; exit code 5 when one is not kept.",
    footer = {
      "",
      "The gates file is YAML. AUC must reach its bound, the others must not exceed theirs;"
          + " with a baseline the metric may not be worse than there by more than its interval."
          + " 'faces' and 'faces_sha256' are those of the metrics:",
      "  faces: 689",
      "  gates:",
      "    - {metric: nme, norm: inter-ocular, subset: all, bound: 5.5}",
      "    - {metric: auc@8, norm: inter-ocular, bound: 40}",
      "    - {metric: fr@8, norm: inter-ocular, baseline: baseline.json}",
      "",
      "Examples:",
      "  wingloss gate --metrics report/metrics.json --gates gates.yaml",
      "  wingloss gate --metrics - --gates gates.yaml --json",
      "  wingloss gate --metrics metrics.json --gates gates.yaml --annotations \\",
      "    --summary summary.md --junit gate.xml --badge nme.svg"
    })
final class GateVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--metrics",
      required = true,
      paramLabel = "FILE",
      description = "The output of score --json or evaluate --json; - for standard input.")
  private Path metrics;

  @Option(names = "--gates", required = true, paramLabel = "FILE", description = "The bounds.")
  private Path gates;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write JUnit's XML, one test case per gate.")
  private Path junit;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Also add the table as Markdown to the end of a file: $GITHUB_STEP_SUMMARY.")
  private Path summary;

  @Option(
      names = "--annotations",
      description = "Also print what was not met to standard error as GitHub Actions' annotations.")
  private boolean annotations;

  @Option(
      names = "--badge",
      paramLabel = "FILE",
      description = "Also write a badge (SVG) with the first metric's value.")
  private Path badge;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    requireOther("--junit", junit);
    requireOther("--badge", badge);
    requireOther("--summary", summary);
    Gates wanted = Gates.read(gates);
    GateResults results =
        metrics.toString().equals("-")
            ? wanted.check(System.in, "standard input")
            : wanted.check(metrics);
    if (junit != null) {
      results.writeJunit(junit);
    }
    if (badge != null) {
      AtomicFile.write(badge, results.badge());
    }
    if (summary != null) {
      append(summary, results.markdown());
    }
    if (annotations) {
      results.annotations().forEach(PlainText.err(spec)::println);
    }
    output.printValue(results.document(), results::table);
    return results.met() ? ExitCode.OK : ExitCode.GATE_NOT_MET;
  }

  private void requireOther(String option, Path written) {
    if (written != null) {
      Arguments.requireOther(option, written, List.of(metrics, gates));
    }
  }

  /** Other steps have written there, and others will. */
  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw FileFailure.unwritable(file, e);
    }
  }
}
