package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

class ProvenanceTest {
  private static final String NETWORK = "cnn6(input=32,widths=4-4-8-8-8,hidden=16)";

  private static final Recipe RECIPE =
      RecipeFile.read(
          "demo-cnn6-cnn6-wing",
          List.of(
              "network=" + NETWORK,
              "steps=2",
              "batch-size=4",
              "second-stage.network=" + NETWORK,
              "second-stage.steps=2"));

  @TempDir private Path folder;

  private void train(TrainingData faces, RunFolder run) {
    TrainingRun training = new TrainingRun(RECIPE, "small", faces, run, "cpu", 1);
    assertTrue(training.run((truth, found) -> 1, Streams.steps(Integer.MAX_VALUE)).finished());
  }

  /** A run of a program that wrote other things, whose words stay. */
  private static Provenance other(Provenance own) {
    return new Provenance(
        own.recipe(),
        own.data(),
        own.faces(),
        own.validationFaces(),
        own.dataSha256(),
        "other",
        own.engine(),
        "auto",
        own.threads(),
        own.java(),
        own.system());
  }

  @Test
  void run_thatIsFinished_keepsWhatTrainedItUnlessItIsTrainedAgain() throws IOException {
    TrainingData faces = TrainingData.read(RECIPE, SmallFaces.write(folder, 40));
    RunFolder run = new RunFolder(folder.resolve("run"));
    train(faces, run);
    Provenance own = Provenance.read(run.provenance());
    assertEquals("cpu", own.device());

    run.writeProvenance(other(own));
    train(faces, run);
    assertEquals(other(own), Provenance.read(run.provenance()));
    for (ModelFile stage : StoredModel.open(run.path()).stages()) {
      assertEquals("other", stage.description().provenance().get("program"));
    }

    Files.delete(run.checkpoint(RECIPE, 2, "last"));
    train(faces, run);
    assertEquals(own, Provenance.read(run.provenance()));
  }

  @Test
  void device_auto_isSaidByTheNameOfWhatTrains() throws IOException {
    TrainingData faces = TrainingData.read(RECIPE, SmallFaces.write(folder, 20));
    String trains = PyTorchEngine.get().getGpuCount() > 0 ? "gpu:0" : "cpu";
    assertEquals(trains, Provenance.of("small", faces, "auto").device());
  }
}
