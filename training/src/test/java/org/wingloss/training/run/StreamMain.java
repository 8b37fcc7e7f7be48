package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/** A training on a stream, for a process of its own with little memory. */
public final class StreamMain {
  private StreamMain() {}

  static Recipe recipe() {
    return RecipeFile.read(
        "300w-cnn6-wing",
        List.of(
            "data=tar(window=1)",
            "validation=none",
            "network=cnn6(input=32,widths=4-4-8-8-16,hidden=24)",
            "steps=60",
            "batch-size=4",
            "log-every=20",
            "checkpoint-every=30"));
  }

  /** Two arguments, the stream and the run. */
  public static void main(String[] arguments) {
    StreamedData data = StreamedData.read(recipe(), Path.of(arguments[0]));
    RunFolder run = new RunFolder(Path.of(arguments[1]));
    new TrainingRun(recipe(), "small", data, run, "cpu", 1).run(Streams.steps(Integer.MAX_VALUE));
  }
}
