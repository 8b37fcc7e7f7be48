package org.example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.Role;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.scheme.FlipMap;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.FaceLandmarks;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.run.RunFolder;
import org.wingloss.training.run.TrainingData;
import org.wingloss.training.run.TrainingRun;

/** Four landmarks that no data set has together: annotations, scheme, a short training, a prediction. */
public final class OwnLandmarks {
  /** Of aflw-21: ear lobes, nose tip, chin. */
  private static final int[] FOUR = {12, 16, 14, 20};

  private OwnLandmarks() {}

  public static void main(String[] none) throws Exception {
    Path folder = Files.createTempDirectory("own-landmarks");

    // Annotations, one line of JSON for each picture. Here they are those of synthetic faces. The boxes are those of
    // the built-in detector, which finds the faces later too.
    SyntheticFaces synthetic = new SyntheticFaces(7);
    List<Face> faces = new ArrayList<>();
    try (FaceDetector detector = FaceDetector.standard()) {
      for (int i = 0; i < 24; i++) {
        SyntheticFace face = synthetic.face(i, 200);
        List<FaceDetector.Detection> found = detector.detect(face.image());
        if (!found.isEmpty()) {
          Path picture = folder.resolve(i + ".png");
          ImageFiles.writePng(face.image(), picture);
          Landmarks four = face.landmarks("aflw-21").reorder(FOUR);
          faces.add(Face.of(i + ".png", four).withImage(picture).withBox(found.get(0).box()));
        }
      }
    }
    JsonLines.of(Role.GROUND_TRUTH).write(folder.resolve("train.jsonl"), folder, faces);

    // The scheme: which landmarks change places in a flip is found from their mean shape.
    List<Landmarks> shapes = faces.stream().map(Face::landmarks).toList();
    FlipMap flip = FlipMap.from(shapes, 0.2);
    System.out.println("pairs " + flip.pairs());
    Path scheme = folder.resolve("scheme.json");
    Files.writeString(scheme, flip.scheme("mine-4").toJson());

    // The training begins with the weights of the built-in model. Three steps show that it runs; take 200.
    Recipe recipe =
        RecipeFile.read(
            "own-hourglass-wing",
            List.of(
                "data=jsonl:" + scheme,
                "box=dataset(enlarge=1.2,square=true)",
                "steps=3",
                "batch-size=4"));
    RunFolder run = new RunFolder(folder.resolve("run"));
    new TrainingRun(recipe, "mine", TrainingData.read(recipe, folder), run, "cpu", 1)
        .run(TrainingRun.Observer.NONE);

    try (FaceLandmarks own = FaceLandmarks.open(run.path())) {
      for (FaceLandmarks.Found face : own.find(faces.get(0).image())) {
        Landmarks found = face.landmarks();
        System.out.println(found.count() + " landmarks, the first at " + found.x(0) + ", " + found.y(0));
      }
    }
  }
}
