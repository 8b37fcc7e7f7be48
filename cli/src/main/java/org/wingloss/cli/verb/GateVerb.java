package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.PlainText;
import org.wingloss.evaluation.gate.GateResults;
import org.wingloss.evaluation.gate.Gates;
import picocli.CommandLine.Command;
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
          + " with a baseline the metric may not be worse than there by more than its interval:",
      "  gates:",
      "    - {metric: nme, norm: inter-ocular, subset: all, bound: 5.5}",
      "    - {metric: auc@8, norm: inter-ocular, bound: 40}",
      "    - {metric: fr@8, norm: inter-ocular, baseline: baseline.json}",
      "",
      "Example:",
      "  wingloss gate --metrics report/metrics.json --gates gates.yaml"
    })
final class GateVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--metrics",
      required = true,
      paramLabel = "FILE",
      description = "The output of score --json or evaluate --json.")
  private Path metrics;

  @Option(names = "--gates", required = true, paramLabel = "FILE", description = "The bounds.")
  private Path gates;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write JUnit's XML, one test case per gate.")
  private Path junit;

  @Override
  public Integer call() {
    GateResults results = Gates.read(gates).check(metrics);
    if (junit != null) {
      results.writeJunit(junit);
    }
    PlainText.out(spec).println(results.table());
    return results.met() ? ExitCode.OK : ExitCode.GATE_NOT_MET;
  }
}
