package org.wingloss.cli;

import ai.onnxruntime.OrtEnvironment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.wingloss.cli.help.Programs;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.LogLevel;
import org.wingloss.cli.terminal.OutputException;
import org.wingloss.cli.verb.Verbs;
import org.wingloss.data.Spelling;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.model.file.ModelFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code wingloss VERB}. Results go to standard output, progress and logs to standard error; a
 * failure prints one sentence and ends with the {@link ExitCode} of its kind.
 */
@Command(
    name = "wingloss",
    mixinStandardHelpOptions = true,
    versionProvider = Programs.Version.class,
    description = "Facial landmark localisation with the Wing loss.",
    commandListHeading = "%n",
    customSynopsis = "wingloss VERB [OPTIONS]")
public final class Main implements Callable<Integer> {
  private static final List<String> LOCALISING = List.of("predict", "track");

  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Also print debug logs and the stack trace of a failure.")
  private boolean verbose;

  /** Runs a verb and ends the process with its exit code. */
  public static void main(String[] args) {
    Programs.speakEnglish();
    Programs.tidyAtTheEnd(args);
    System.exit(run(new FileOutputStream(FileDescriptor.out), args));
  }

  /** Runs a verb and returns its exit code; nothing is thrown. */
  static int run(OutputStream stdout, String... words) {
    String[] args = withoutHelpVerb(words);
    if (args.length > 0 && !args[0].startsWith("-") && !Verbs.NAMES.contains(args[0])) {
      System.err.printf(
          "error: no verb is called '%s'; known: %s%s%n",
          args[0], String.join(", ", Verbs.NAMES), Spelling.hint(args[0], Verbs.NAMES));
      return ExitCode.USAGE;
    }
    // Reading the options of twenty verbs takes longer than many a verb.
    boolean named = args.length > 0 && Verbs.NAMES.contains(args[0]);
    if (named && LOCALISING.contains(args[0])) {
      Thread early = new Thread(Main::loadEarly, "early-start");
      early.setDaemon(true);
      early.start();
    }
    CommandLine line = commandLine(named ? List.of(args[0]) : Verbs.NAMES);
    Main main = line.getCommand();
    line.setExecutionStrategy(main::runLast);
    return Programs.run(line, stdout, () -> main.verbose, args);
  }

  /**
   * Loads in another thread what a verb will need whatever its options say, while picocli reads
   * them: the library of ONNX Runtime, the classes of Jackson that read a model's description, the
   * list of picture readers. Whoever needs one of them waits for it, or loads it where the thread
   * has not come to it yet.
   */
  private static void loadEarly() {
    try {
      OrtEnvironment.getEnvironment();
      ModelFile.standard();
      ImageFiles.loadDecoders();
    } catch (RuntimeException | LinkageError e) {
      // It fails again, with a sentence, where it is needed.
    }
  }

  /** {@code help VERB} is {@code VERB --help}. */
  private static String[] withoutHelpVerb(String... args) {
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    return args.length == 1 ? new String[] {"--help"} : new String[] {args[1], "--help"};
  }

  /** Help that cannot be printed fails as a verb does; picocli would print a stack trace. */
  private int runLast(ParseResult parsed) {
    boolean quiet = parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--quiet");
    LogLevel level = verbose ? LogLevel.VERBOSE : quiet ? LogLevel.QUIET : LogLevel.USUAL;
    try {
      return level.during(() -> new RunLast().execute(parsed));
    } catch (OutputException e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    }
  }

  /** The program with some of its verbs. */
  static CommandLine commandLine(List<String> verbs) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    verbs.forEach(name -> line.addSubcommand(name, Verbs.of(name)));
    Programs.arrange(line, Verbs.NAMES, UnaryOperator.identity(), () -> main.verbose);
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a verb is needed");
  }
}
