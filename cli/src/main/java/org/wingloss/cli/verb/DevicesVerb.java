package org.wingloss.cli.verb;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.format.StrictJson;
import org.wingloss.training.device.DeviceReport;
import org.wingloss.training.run.EngineThreads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code devices}: what would train here. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = "Say which processor would train, why not another, and how to get a GPU working.",
    footer = {"", "Example:", "  wingloss devices"})
final class DevicesVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    DeviceReport report = DeviceReport.ask(EngineThreads.count());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StrictJson.mapper().writeValueAsString(report));
      return ExitCode.OK;
    }
    out.println("engine         " + report.engine());
    out.println("--device auto  " + report.auto());
    out.println("cpu            " + report.threads() + " threads (--threads changes it)");
    out.println("bfloat16       " + report.bfloat16() + " (--set precision=bfloat16)");
    out.println("gpus           " + report.gpus());
    report.notes().forEach(out::println);
    if (!report.advice().isEmpty()) {
      out.println("To train on an NVIDIA card (not tested on this machine):");
      report.advice().forEach(out::println);
    }
    return ExitCode.OK;
  }
}
