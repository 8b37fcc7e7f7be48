package org.wingloss.training.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/**
 * Everything that the rest of a training depends on, as one safetensors file: weights, optimiser
 * state, EMA of the weights, and the numbers below.
 *
 * @param progress how far the training has come
 * @param tensors the state of the training, by name
 */
public record Checkpoint(Progress progress, Weights tensors) {
  /**
   * How far a training has come.
   *
   * @param step the number of steps done
   * @param bestNme the lowest validation NME so far, percent; infinite before the first
   * @param bestStep the steps done when it was measured
   * @param sinceBest validations since then
   * @param validation tells these validations from those that cannot be compared with them; empty
   *     where that is not known
   * @param firstLoss the loss of the first step that was read; NaN before
   * @param logBytes the length of {@code metrics.jsonl} that belongs to these steps
   * @param seconds the time that these steps took
   */
  public record Progress(
      long step,
      double bestNme,
      long bestStep,
      int sinceBest,
      String validation,
      double firstLoss,
      long logBytes,
      double seconds) {
    /** Before the first step. */
    public static final Progress START =
        new Progress(0, Double.POSITIVE_INFINITY, 0, 0, "", Double.NaN, 0, 0);

    /** Checks what is counted. */
    public Progress {
      if (step < 0 || bestStep < 0 || sinceBest < 0 || logBytes < 0) {
        throw new IllegalArgumentException("a count is negative");
      }
    }

    /**
     * Whether a training is over.
     *
     * @param steps that it takes
     * @param patience validations without a better one after which it ends; 0 never
     */
    public boolean isOver(long steps, int patience) {
      return step >= steps || (patience > 0 && sinceBest >= patience);
    }

    /** After more steps. */
    public Progress after(long newStep, double newFirstLoss, double newSeconds) {
      return new Progress(
          newStep, bestNme, bestStep, sinceBest, validation, newFirstLoss, logBytes, newSeconds);
    }

    /** After a validation; {@code sinceBest} is 0 if it was the best so far. */
    public Progress validated(double nme) {
      return nme < bestNme ? withBest(nme, step, 0) : withBest(bestNme, bestStep, sinceBest + 1);
    }

    private Progress withBest(double nme, long at, int since) {
      return new Progress(step, nme, at, since, validation, firstLoss, logBytes, seconds);
    }

    /**
     * Going on with a validation, or with none. The best stays only where what follows can be
     * compared with it. A checkpoint of an earlier version says less of its validation, the
     * beginning of what is said of the same one.
     *
     * @param by see {@link #validation}
     */
    public Progress validatedBy(Optional<String> by) {
      Progress next =
          new Progress(
              step, bestNme, bestStep, sinceBest, by.orElse(""), firstLoss, logBytes, seconds);
      boolean comparable = by.isPresent() && by.get().startsWith(validation);
      return comparable ? next : next.withBest(Double.POSITIVE_INFINITY, 0, 0);
    }

    /** With a longer log. */
    public Progress logged(long newLogBytes) {
      return new Progress(
          step, bestNme, bestStep, sinceBest, validation, firstLoss, newLogBytes, seconds);
    }
  }

  /** Writes the file whole or not at all. */
  public void write(Path file) {
    Map<String, String> numbers = new TreeMap<>();
    numbers.put("step", Long.toString(progress.step()));
    numbers.put("best-nme", Double.toString(progress.bestNme()));
    numbers.put("best-step", Long.toString(progress.bestStep()));
    numbers.put("since-best", Integer.toString(progress.sinceBest()));
    numbers.put("validation", progress.validation());
    numbers.put("first-loss", Double.toString(progress.firstLoss()));
    numbers.put("log-bytes", Long.toString(progress.logBytes()));
    numbers.put("seconds", Double.toString(progress.seconds()));
    AtomicFile.writeDurably(file, SafeTensors.write(tensors, numbers));
  }

  /** Whether there is a checkpoint. */
  public static boolean exists(Path file) {
    return Files.isRegularFile(file);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidDataException if it is absent or no checkpoint
   */
  public static Checkpoint read(Path file) {
    SafeTensors.Contents contents = SafeTensors.read(file);
    Map<String, String> numbers = contents.metadata();
    try {
      Progress progress =
          new Progress(
              Long.parseLong(number(numbers, "step")),
              Double.parseDouble(number(numbers, "best-nme")),
              Long.parseLong(number(numbers, "best-step")),
              Integer.parseInt(number(numbers, "since-best")),
              numbers.getOrDefault("validation", ""), // Version 0.3 wrote none.
              Double.parseDouble(number(numbers, "first-loss")),
              Long.parseLong(number(numbers, "log-bytes")),
              Double.parseDouble(number(numbers, "seconds")));
      return new Checkpoint(progress, contents.weights());
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.in(file, "is no checkpoint: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file and hands its tensors to the training that goes on.
   *
   * @param into refuses tensors of another training with an {@link IllegalArgumentException}
   * @return how far the training had come
   * @throws InvalidDataException if it is absent, no checkpoint, or that of another training
   */
  public static Progress restore(Path file, Consumer<Weights> into) {
    Checkpoint checkpoint = read(file);
    try {
      into.accept(checkpoint.tensors);
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.in(
          file, "is not a checkpoint of this training: " + e.getMessage(), e);
    }
    return checkpoint.progress;
  }

  /**
   * Writes the weights of the best validation so far as a file of their own, whole or not at all.
   *
   * @param step the steps done
   * @param nme percent
   */
  public static void writeBest(Path file, Weights weights, long step, double nme) {
    Map<String, String> numbers = Map.of("step", Long.toString(step), "nme", Double.toString(nme));
    AtomicFile.writeDurably(file, SafeTensors.write(weights, numbers));
  }

  /**
   * Reads what {@link #writeBest} wrote.
   *
   * @param tensors those of the network
   * @throws InvalidDataException if it is absent or damaged
   */
  public static Weights readBest(Path file, List<TensorSpec> tensors) {
    Weights weights = SafeTensors.read(file).weights();
    List<String> problems = weights.mismatches(tensors);
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isFinite()) {
                problems.add("tensor '%s' holds a value that is not finite".formatted(name));
              }
            });
    if (!problems.isEmpty()) {
      throw InvalidDataException.in(file, String.join("; ", problems));
    }
    return weights;
  }

  private static String number(Map<String, String> numbers, String key) {
    String text = numbers.get(key);
    if (text == null) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
    return text;
  }
}
