package org.wingloss.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.annotation.Annotation;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.reader.BoxFile;
import org.wingloss.data.reader.DatasetReader;
import org.wingloss.data.reader.Holdout;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.training.recipe.Recipe;

/**
 * The marked faces of a training.
 *
 * @param kind of data set
 * @param scheme what their landmarks mean
 * @param faces to train on
 * @param validation kept out; possibly none
 */
public record TrainingData(
    String kind, LandmarkScheme scheme, List<Annotation> faces, List<Annotation> validation) {
  /** Copies the lists. */
  public TrainingData {
    faces = List.copyOf(faces);
    validation = List.copyOf(validation);
  }

  /**
   * Reads what a recipe asks for.
   *
   * @param folder of the data set
   * @throws InvalidDataException if it cannot be read or holds no face
   */
  public static TrainingData read(Recipe recipe, Path folder) {
    return read(recipe, folder, List::copyOf);
  }

  /**
   * Reads what a recipe asks for, with boxes from a file.
   *
   * @param boxes see {@link BoxFile}
   */
  public static TrainingData read(Recipe recipe, Path folder, Path boxes) {
    Map<String, Box> found = BoxFile.read(boxes);
    return read(
        recipe,
        folder,
        faces ->
            faces.stream()
                .map(
                    face ->
                        found.containsKey(face.id()) ? face.withBox(found.get(face.id())) : face)
                .toList());
  }

  private static TrainingData read(
      Recipe recipe, Path folder, UnaryOperator<List<Annotation>> boxed) {
    DatasetReader reader = DatasetReader.of(recipe.data());
    Holdout parts =
        recipe
            .validation()
            .divide(
                boxed.apply(reader.read(folder, "train")),
                () -> boxed.apply(reader.read(folder, "validation")));
    if (parts.rest().isEmpty()) {
      throw new InvalidDataException(
          "%s: the training split holds %d faces, so none is left to train on"
              .formatted(reader.kind(), parts.validation().size()));
    }
    return new TrainingData(reader.kind(), reader.scheme(), parts.rest(), parts.validation());
  }

  /** A number that another data set will not have: of ids, landmarks, boxes and picture sizes. */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (List<Annotation> part : List.of(faces, validation)) {
        digest.update((byte) '|');
        for (Annotation face : part) {
          String line =
              "%s %s %s %d%n"
                  .formatted(
                      face.id(),
                      Arrays.toString(face.landmarks().vector()),
                      face.box(),
                      Files.size(face.image()));
          digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    } catch (IOException e) {
      throw new InvalidDataException("a picture cannot be read: " + e.getMessage(), e);
    }
  }
}
