package org.wingloss.cli.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.terminal.TerminalBuilder;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.run.TrainingRun;
import org.wingloss.training.run.ValidationMetric;

/**
 * Shows how a training goes on standard error: a bar on a terminal, else a line now and then. An
 * interrupt (Ctrl-C) asks the training to save and end, and waits until it has; before the first
 * step, between stages and after the last one there is nothing to save and the program ends at
 * once.
 */
public final class TrainingProgress implements TrainingRun.Observer, AutoCloseable {
  private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONGEST_SAVE_SECONDS = 120;
  private static final int MANY_PHOTOGRAPHS = 100;

  private final PrintWriter err;
  private final String norm;
  private final boolean bars;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "wingloss-interrupt");
  private volatile boolean stop;
  private volatile boolean underWay;
  private ProgressBar bar;

  /**
   * Shows it on {@code err}, which is flushed after every line.
   *
   * @param bars whether bars are drawn where there is a terminal
   */
  public TrainingProgress(PrintWriter err, ValidationMetric metric, boolean bars) {
    this(err, metric.norm(), bars);
  }

  /** Shows a training without validation. */
  public TrainingProgress(PrintWriter err, boolean bars) {
    this(err, "", bars);
  }

  private TrainingProgress(PrintWriter err, String norm, boolean bars) {
    this.err = err;
    this.norm = norm;
    this.bars = bars && Terminal.isInteractive();
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    stop = true;
    try {
      if (underWay && !ended.await(LONGEST_SAVE_SECONDS, TimeUnit.SECONDS)) {
        err.println("the last steps could not be saved; the checkpoint before them is whole");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean stopAsked() {
    return stop;
  }

  @Override
  public IntConsumer decoding(int faces) {
    err.printf(Plural.of(faces, "decoding %d training [face|faces] ...%n"), faces);
    AtomicInteger highest = new AtomicInteger();
    return done -> highest.accumulateAndGet(done, Math::max);
  }

  @Override
  public IntConsumer labelling(int photographs) {
    endBar();
    err.printf(Plural.of(photographs, "labelling %d [photograph|photographs] ...%n"), photographs);
    return done -> {
      if (photographs >= MANY_PHOTOGRAPHS && done % (photographs / 10) == 0) {
        err.printf("labelling: %d of %d photographs%n", done, photographs);
      }
    };
  }

  @Override
  public void remark(String sentence) {
    err.println(sentence);
  }

  @Override
  public TrainingListener stage(int stage) {
    return new Stage(stage);
  }

  /** Ends the bar's line, so that the next one is a line of its own. */
  private void endBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    try {
      endBar();
    } finally {
      ended.countDown();
      ShutdownHooks.remove(hook);
    }
  }

  /** One stage's loop. */
  private final class Stage implements TrainingListener {
    private final String name;
    private long steps;
    private long first;
    private long begun;
    private long lastLine;
    private String nme = "";

    Stage(int number) {
      this.name = "stage " + number;
    }

    @Override
    public void started(long step, long all) {
      underWay = true;
      first = step;
      steps = all;
      begun = System.nanoTime();
      lastLine = begun;
      if (bars) {
        bar =
            new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(all)
                .startsFrom(step, java.time.Duration.ZERO)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new BarLine(System.err))
                .setUpdateIntervalMillis(500)
                .continuousUpdate()
                .build();
      } else if (step > 0) {
        line("%s: resumed after step %d of %d", name, step, all);
      }
    }

    @Override
    public void logged(long step, double loss, double facesPerSecond) {
      String now = NumberText.format("loss %.2f  %.0f faces/s%s", loss, facesPerSecond, nme);
      if (bar != null) {
        bar.stepTo(step);
        bar.setExtraMessage(now);
      } else if (System.nanoTime() - lastLine > LINE_EVERY_NANOS || step == steps) {
        lastLine = System.nanoTime();
        line("%s: step %d/%d  %s  left %s", name, step, steps, now, left(step));
      }
    }

    @Override
    public void validated(long step, double value, boolean best) {
      nme = NumberText.format("  NME %.2f %%", value);
      if (bar == null) {
        line(
            "%s: step %d/%d  validation NME %.3f %% (%s)%s",
            name, step, steps, value, norm, best ? ", the best so far" : "");
      }
    }

    @Override
    public void ended() {
      underWay = false; // All is saved; what is between stages is done again.
      endBar();
    }

    private String left(long step) {
      double perStep = (System.nanoTime() - begun) / 1e9 / Math.max(1, step - first);
      long seconds = Math.round(perStep * (steps - step));
      return seconds >= 3600
          ? "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60)
          : "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private void line(String form, Object... values) {
      err.println(NumberText.format(form, values));
    }
  }

  /**
   * The line of a progress bar, as wide as the terminal is. Left to itself the bar opens a terminal
   * that gives Ctrl-C back to the system: the process then ends without its shutdown hooks, and the
   * training is not saved.
   */
  private static final class BarLine extends ConsoleProgressBarConsumer {
    private static final int USUAL = 80;
    private static final int NARROWEST = 10;

    private final org.jline.terminal.Terminal terminal;

    BarLine(PrintStream out) {
      super(out);
      try {
        terminal = TerminalBuilder.builder().nativeSignals(false).dumb(true).build();
      } catch (IOException e) {
        throw new IllegalStateException("the terminal cannot be asked for its width", e);
      }
    }

    @Override
    public int getMaxRenderedLength() {
      int width = terminal.getWidth();
      return (width < NARROWEST ? USUAL : width) - 1;
    }

    @Override
    public void close() {
      super.close();
      try {
        terminal.close();
      } catch (IOException e) {
        throw new IllegalStateException("the terminal cannot be closed", e);
      }
    }
  }
}
