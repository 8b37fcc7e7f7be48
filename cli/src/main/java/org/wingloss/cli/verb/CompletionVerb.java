package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wingloss.cli.help.HelpPages;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.io.AtomicFile;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a shell needs to complete verbs and options, and manual pages. */
@Command(
    name = "completion",
    header = "completion for bash and zsh; manual pages",
    mixinStandardHelpOptions = true,
    description =
        "Prints a script with which bash and zsh complete verbs and options; with --man writes"
            + " manual pages instead.",
    footer = {
      "",
      "Examples, the first for ~/.bashrc or, after 'autoload bashcompinit &&",
      "bashcompinit', for ~/.zshrc:",
      "  eval \"$(wingloss completion)\"",
      "  wingloss completion --man ~/.local/share/man/man1"
    })
final class CompletionVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--man",
      paramLabel = "DIR",
      description = "Write a manual page for the program and for each verb there.")
  private Path man;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    CommandLine program = spec.root().commandLine();
    Verbs.NAMES.stream()
        .filter(name -> !program.getSubcommands().containsKey(name))
        .forEach(name -> program.addSubcommand(name, Verbs.of(name)));
    if (man == null) {
      String script = AutoComplete.bash(program.getCommandName(), program).stripTrailing();
      output.printValue(Map.of("script", script), () -> script);
      return ExitCode.OK;
    }
    Arguments.requireFolder("--man", man);
    Map<String, String> pages = HelpPages.manual(program);
    pages.forEach((file, page) -> AtomicFile.write(man.resolve(file), page));
    output.printValue(
        Map.of("pages", pages.keySet()), () -> "%d pages: %s".formatted(pages.size(), man));
    return ExitCode.OK;
  }
}
