package org.example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.run.RunFolder;
import org.wingloss.training.run.TrainingData;
import org.wingloss.training.run.TrainingRun;
import org.wingloss.training.run.ValidationMetric;

/** Trains CNN-6 with the Wing loss for three steps, on synthetic faces in the layout of 300-W. */
public final class TrainThreeSteps {
  private TrainThreeSteps() {}

  public static void main(String[] none) throws Exception {
    Path folder = Files.createTempDirectory("train-three-steps");
    Path data = folder.resolve("300w"); // a data set of your own has the same layout
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 40);

    Recipe recipe =
        RecipeFile.read(
            "300w-cnn6-wing",
            List.of("steps=3", "batch-size=4", "log-every=1", "validate-every=3"));
    TrainingData faces = TrainingData.read(recipe, data);
    RunFolder run = new RunFolder(folder.resolve("run"));
    LandmarkScheme scheme = LandmarkScheme.of("300w-68");
    ValidationMetric metric =
        (truth, predictions) ->
            100
                * NormalisedMeanError.of(
                    Scores.of(scheme, truth.stream().map(Face::landmarks).toList(), predictions)
                        .errors("inter-ocular"));
    new TrainingRun(recipe, "first", faces, run, "cpu", 1).run(metric, new Printed());
    System.out.println("model in " + run.model());
    System.out.println(Files.exists(run.model().resolve("model.onnx")) ? "trained" : "failed");
  }

  /** Prints every step. */
  private static final class Printed implements TrainingRun.Observer, TrainingListener {
    @Override
    public TrainingListener stage(int stage) {
      return this;
    }

    @Override
    public void logged(long step, double loss, double facesPerSecond) {
      System.out.printf("step %d, loss %.0f%n", step, loss);
    }

    @Override
    public void validated(long step, double nme, boolean best) {
      System.out.printf("validation NME %.1f %%%n", nme);
    }

    @Override
    public void remark(String sentence) {
      System.out.println(sentence);
    }
  }
}
