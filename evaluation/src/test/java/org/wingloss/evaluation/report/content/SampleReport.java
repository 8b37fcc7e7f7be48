package org.wingloss.evaluation.report.content;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.PairedComparison;

/** A report over synthetic faces with everything that a report can show. */
public final class SampleReport {
  private SampleReport() {}

  /** Two runs whose errors grow with the yaw, the second one better; pictures go to the folder. */
  public static Report of(Path folder, int faces) {
    LandmarkScheme scheme = LandmarkScheme.of("300w-68");
    SyntheticFaces series = new SyntheticFaces(4);
    List<Face> truth = new ArrayList<>();
    Map<String, Landmarks> wing = new HashMap<>();
    Map<String, Landmarks> squared = new HashMap<>();
    Random random = new Random(3);
    for (int i = 0; i < faces; i++) {
      SyntheticFace face = series.face(i, 192);
      String id = "drawn/face_%03d<&>.png".formatted(i);
      Path picture = folder.resolve("face%03d.png".formatted(i));
      ImageFiles.writePng(face.image(), picture);
      Landmarks points = face.landmarks(scheme);
      truth.add(
          new Face(
              id,
              Optional.of(picture),
              points,
              Optional.of(face.box()),
              Set.of(Math.abs(face.yaw()) > 25 ? "turned" : "frontal"),
              OptionalDouble.of(face.yaw())));
      double noise = 1.2 + 3 * Math.abs(face.yaw()) / 90 + random.nextDouble();
      wing.put(id, disturbed(points, noise, random));
      squared.put(id, disturbed(points, 1.5 * noise, random));
    }
    Scores better = Scores.of(scheme, truth, wing, Normaliser.all());
    Scores worse = Scores.of(scheme, truth, squared, Normaliser.all());
    Bootstrap bootstrap = new Bootstrap(1, 1000, 0.95);
    PairedComparison result =
        PairedComparison.of(better.byFace("inter-ocular"), worse.byFace("inter-ocular"), bootstrap);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("origin", "drawn by SyntheticFaces(4), 192 px");
    facts.put("faces", Integer.toString(faces));
    return new Report(
        "Wing against L2 on synthetic faces",
        List.of(
            Summary.of("Wing", better, Thresholds.USUAL, bootstrap, List.of()),
            Summary.of("L2", worse, Thresholds.USUAL, bootstrap, List.of())),
        List.of(new RunComparison("Wing", "L2", "inter-ocular", result, List.of())),
        Examples.of(better, "inter-ocular", new FaceLookup(truth, wing), 4, 4),
        Optional.of(
            new BoxSensitivity(
                "inter-ocular",
                faces,
                List.of(
                    curve("shifted to the right", -20, 20, 0.6),
                    curve("shifted down", -20, 20, 0.8),
                    curve("scaled", -20, 20, 0.4)))),
        List.of(new Card("Data", facts)));
  }

  private record FaceLookup(List<Face> faces, Map<String, Landmarks> found)
      implements Examples.Lookup {
    @Override
    public Face truth(int face) {
      return faces.get(face);
    }

    @Override
    public Optional<Landmarks> prediction(int face) {
      return Optional.ofNullable(found.get(faces.get(face).id()));
    }
  }

  private static BoxSensitivity.Curve curve(String name, int from, int to, double slope) {
    List<BoxSensitivity.Point> points = new ArrayList<>();
    for (int amount = from; amount <= to; amount += 5) {
      points.add(new BoxSensitivity.Point(amount, 4 + slope * Math.abs(amount) / 4));
    }
    return new BoxSensitivity.Curve(name, points);
  }

  private static Landmarks disturbed(Landmarks points, double pixels, Random random) {
    double[] vector = points.vector();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += pixels * random.nextGaussian();
    }
    return Landmarks.of(vector);
  }
}
