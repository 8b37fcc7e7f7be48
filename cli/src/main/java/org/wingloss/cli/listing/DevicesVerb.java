package org.wingloss.cli.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.training.device.DeviceReport;
import org.wingloss.training.run.EngineThreads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code devices}: what would train here. */
@Command(
    name = "devices",
    header = "which processor trains, and how to get a GPU working",
    mixinStandardHelpOptions = true,
    description = "Say which processor would train, why not another, and how to get a GPU working.",
    footer = {"", "Example:", "  wingloss devices"})
public final class DevicesVerb implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    DeviceReport report = DeviceReport.ask(EngineThreads.count());
    output.printValue(report, () -> text(report));
    return ExitCode.OK;
  }

  private static String text(DeviceReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("engine         " + report.engine());
    lines.add("--device auto  " + report.auto());
    lines.add("cpu            " + report.threads() + " threads (--threads changes it)");
    lines.add("bfloat16       " + report.bfloat16() + " (--set precision=bfloat16)");
    lines.add("int8           " + report.int8() + " (export --precision int8)");
    lines.add("gpus           " + report.gpus());
    lines.addAll(report.notes());
    if (!report.advice().isEmpty()) {
      lines.add("To train on an NVIDIA card (not tested on this machine):");
      lines.addAll(report.advice());
    }
    return String.join(System.lineSeparator(), lines);
  }
}
