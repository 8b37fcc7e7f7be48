package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;

/** Ground truth of synthetic faces, and two files of predictions for them. */
abstract class ScoredFaces {
  static final int FACES = 24;

  @TempDir Path folder;
  Path truth;
  Path good;
  Path poor;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(1);
    SyntheticFaces series = new SyntheticFaces(1);
    List<String> truthLines = new ArrayList<>();
    List<String> goodLines = new ArrayList<>();
    List<String> poorLines = new ArrayList<>();
    for (int i = 0; i < FACES; i++) {
      SyntheticFace face = series.face(i, 64);
      String name = "face" + i + ".png";
      ImageFiles.writePng(face.image(), folder.resolve(name));
      Landmarks points = face.landmarks("mtfl-5");
      truthLines.add(line(name, points, Optional.of(face)));
      goodLines.add(line(name, noisy(points, 0.5, random), Optional.empty()));
      poorLines.add(line(name, noisy(points, 2, random), Optional.empty()));
    }
    truth = Files.write(folder.resolve("truth.jsonl"), truthLines);
    good = Files.write(folder.resolve("good.jsonl"), goodLines);
    poor = Files.write(folder.resolve("poor.jsonl"), poorLines);
  }

  private static String line(String name, Landmarks points, Optional<SyntheticFace> face) {
    return JsonLinesWriter.text(
        new Face(
            name,
            face.map(f -> Path.of(name)),
            points,
            face.map(SyntheticFace::box),
            face.isPresent() ? Set.of(face.get().yaw() > 0 ? "right" : "left") : Set.of(),
            OptionalDouble.empty()));
  }

  private static Landmarks noisy(Landmarks points, double pixels, Random random) {
    double[] vector = points.vector();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += pixels * random.nextGaussian();
    }
    return Landmarks.of(vector);
  }

  Cli score(Object... more) {
    List<Object> words = new ArrayList<>(List.of("score", "--scheme", "mtfl-5"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  static JsonNode json(Cli run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return StrictJson.mapper().readTree(run.out());
  }
}
