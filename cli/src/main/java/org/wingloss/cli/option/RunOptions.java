package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.cli.terminal.ShellWords;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.training.run.EngineThreads;
import org.wingloss.training.run.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --out}, {@code --resume}, {@code --threads} and {@code --loaders}: a training's run. */
public final class RunOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "RUN",
      description = "The run folder; must be empty or absent unless the run is resumed.")
  private Path out;

  @Option(names = "--resume", description = "Continue the run in --out after its last checkpoint.")
  private boolean resume;

  @Option(
      names = {"-t", "--threads"},
      defaultValue = "0",
      paramLabel = "N",
      description = "Processor threads of the engine (default: one per processor).")
  private int threads;

  @Option(
      names = "--loaders",
      defaultValue = "1",
      paramLabel = "N",
      description = "Threads that prepare batches ahead (default: ${DEFAULT-VALUE}).")
  private int loaders;

  /** Where the run lies, as typed. */
  public Path out() {
    return out;
  }

  /** The run. */
  public RunFolder folder() {
    return new RunFolder(out);
  }

  /** Whether it is continued. */
  public boolean resume() {
    return resume;
  }

  /** The command line that continues this run: the one that was typed, with {@code --resume}. */
  public String resumeCommand() {
    CommandLine program = verb.root().commandLine();
    List<String> words = new ArrayList<>(List.of(program.getCommandName()));
    words.addAll(program.getParseResult().originalArgs());
    if (!resume) {
      words.add("--resume");
    }
    return ShellWords.line(words);
  }

  /** Threads that prepare batches. */
  public int loaders() {
    return loaders;
  }

  /**
   * Sets the engine's threads.
   *
   * @throws UsageException if a number is out of range
   */
  public void setThreads() {
    Arguments.within(0, Arguments.MOST_THREADS, "--threads", threads);
    Arguments.within(0, Arguments.MOST_THREADS, "--loaders", loaders);
    EngineThreads.set(threads > 0 ? threads : EngineThreads.count());
  }

  /**
   * Checks that the folder is free, or holds a run where one is resumed.
   *
   * @throws UsageException if not
   */
  public void requireFolder() {
    if (resume && !folder().exists()) {
      throw new UsageException("--out %s holds no run to resume".formatted(out));
    }
    if (!resume && !folder().isFree()) {
      throw new UsageException(
          folder().exists()
              ? "--out %s already holds a run; add --resume to continue it".formatted(out)
              : "--out %s is not empty".formatted(out));
    }
  }
}
