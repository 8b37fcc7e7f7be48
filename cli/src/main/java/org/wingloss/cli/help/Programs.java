package org.wingloss.cli.help;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.wingloss.cli.terminal.Failures;
import org.wingloss.cli.terminal.PlainText;
import org.wingloss.cli.terminal.StandardOutput;
import org.wingloss.cli.terminal.Terminal;
import org.wingloss.data.ProgramVersion;
import org.wingloss.data.io.UnfinishedFiles;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** What {@code wingloss} and {@code wingloss spark} have in common. */
public final class Programs {
  private static final List<String> SAVING =
      List.of("demo", "train", "train-detector", "sweep", "reproduce");

  private Programs() {}

  /** The version printed by {@code --version}. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"wingloss " + ProgramVersion.text()};
    }
  }

  /** Everything is in English: no digits of another script in tables and files. */
  public static void speakEnglish() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
  }

  /**
   * Has the process delete what it has not completed when it ends, by Ctrl-C for one; but for verbs
   * that write then what they have.
   */
  public static void tidyAtTheEnd(String... words) {
    if (!saves(words)) {
      Thread tidying = new Thread(UnfinishedFiles::deleteAll, "wingloss-unfinished");
      Runtime.getRuntime().addShutdownHook(tidying);
    }
  }

  /** Whether the verb, the first word that is no option, writes what it has when it is ended. */
  static boolean saves(String... words) {
    return Stream.of(words)
        .filter(word -> !word.startsWith("-"))
        .limit(1)
        .anyMatch(SAVING::contains);
  }

  /** How words are read, of a program with all its verbs or of one verb. */
  public static void readWords(CommandLine line) {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // '-out=DIR' would be '-o' with the value 'ut=DIR'.
    line.setPosixClusteredShortOptionsAllowed(false);
    // A picture may be called '@anna.jpg'.
    line.setExpandAtFiles(false);
  }

  /**
   * Arranges a program with its verbs: how words are read, help pages, and what failures say.
   *
   * @param verbs those of the program, of which not all need be loaded
   * @param cause the failure that is to be explained
   * @param verbose whether the stack trace is wanted, asked once the options are read
   */
  public static void arrange(
      CommandLine line,
      List<String> verbs,
      UnaryOperator<Exception> cause,
      BooleanSupplier verbose) {
    readWords(line);
    line.setParameterExceptionHandler(new UsageErrors(verbs));
    HelpPages.arrange(line);
    line.setExecutionExceptionHandler(
        (e, command, parsed) ->
            Failures.explain(
                cause.apply(e), verbose.getAsBoolean(), PlainText.err(command.getCommandSpec())));
  }

  /**
   * Runs a verb and returns its exit code; nothing is thrown.
   *
   * @param stdout receives what is printed
   * @param verbose as for {@link #arrange}
   */
  public static int run(
      CommandLine line, OutputStream stdout, BooleanSupplier verbose, String... args) {
    StandardOutput out = new StandardOutput(stdout, Terminal.charset());
    line.setOut(new PrintWriter(out, true));
    PrintWriter err = PlainText.err(line.getCommandSpec());
    return out.exitCode(
        () -> Failures.lastResort(() -> line.execute(args), verbose, err), line.getErr());
  }
}
