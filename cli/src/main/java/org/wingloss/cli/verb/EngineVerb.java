package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.ShellWords;
import org.wingloss.training.bridge.BridgeBuild;
import org.wingloss.training.bridge.Libtorch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Builds the bridge to an installed PyTorch. */
@Command(
    name = "engine",
    header = "train on any installed PyTorch: build the bridge to it",
    mixinStandardHelpOptions = true,
    description = "The engine of trainings: the libtorch that travels along, or an installed one.",
    synopsisSubcommandLabel = "build",
    subcommands = EngineVerb.Build.class,
    footer = {"", "Example:", "  wingloss engine build --libtorch /opt/libtorch"})
final class EngineVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "build is needed");
  }

  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description = {
        "Compiles the bridge between this program and an installed PyTorch, for its version and its"
            + " CUDA, and prints what the environment must say for it to be used. Needs a C++"
            + " compiler, a minute and Linux."
      },
      footer = {
        "",
        "Example:",
        "  wingloss engine build --libtorch /usr/lib/python3/dist-packages/torch",
        "Where Python's torch is:",
        "  python3 -c 'import torch; print(torch.__path__[0])'"
      })
  static final class Build implements Callable<Integer> {
    @Mixin private OutputOptions output;

    @Option(
        names = "--libtorch",
        required = true,
        paramLabel = "DIR",
        description = "pytorch.org's folder libtorch, or the folder torch of Python's package.")
    private Path libtorch;

    @Option(
        names = {"-o", "--out"},
        paramLabel = "DIR",
        description = "Where the bridge goes; an older build is replaced. Usually: engine.")
    private Path out = Path.of("engine");

    @Option(
        names = "--compiler",
        paramLabel = "COMMAND",
        description = "The C++ compiler. Usually: g++.")
    private String compiler = "g++";

    @Option(
        names = "--jni",
        paramLabel = "DIR",
        description = "The folder of jni.h. Usually: that of the Java that runs.")
    private Path jni = BridgeBuild.ownHeaders();

    @Override
    public Integer call() {
      Libtorch found = Libtorch.in(libtorch);
      output.say(
          "building the bridge to libtorch %s (%s)".formatted(found.version(), found.flavour()));
      BridgeBuild build = new BridgeBuild(found, compiler, jni);
      build.into(out);
      Map<String, String> environment = build.environment(out);
      output.printValue(Map.of("environment", environment), () -> text(environment));
      return ExitCode.OK;
    }

    /** Lines that a shell reads. */
    private static String text(Map<String, String> environment) {
      return environment.entrySet().stream()
          .map(
              entry ->
                  "export " + entry.getKey() + "=" + ShellWords.line(List.of(entry.getValue())))
          .collect(Collectors.joining(System.lineSeparator()));
    }
  }
}
