package org.wingloss.spark.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.Sha256;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.ModelZip;
import org.wingloss.model.file.StoredModel;

/** Models and a detector on their way to the executors: one file each, named by its content. */
final class ShippedFiles implements AutoCloseable {
  private static final int DIGITS = 12;

  private final Path folder;
  private final List<String> models = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private String detector;

  private ShippedFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Packs them.
   *
   * @param models folders and zips; none for the built-in model
   * @param detector an ONNX file, or null
   * @throws InvalidDataException if one cannot be used
   */
  static ShippedFiles pack(List<Path> models, Path detector) {
    ShippedFiles shipped = new ShippedFiles(newFolder());
    try {
      models.forEach(shipped::add);
      if (models.isEmpty()) {
        shipped.ids.add(ModelFile.standard().id());
      }
      if (detector != null) {
        String hash = Sha256.of(detector).hex().substring(0, DIGITS);
        shipped.detector = shipped.copy(detector, "detector-" + hash + ".onnx");
      }
      return shipped;
    } catch (RuntimeException e) {
      shipped.close();
      throw e;
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("wingloss");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path model) {
    String id = StoredModel.open(model).id();
    ids.add(id);
    String name = "model-%d-%s.zip".formatted(ids.size(), id);
    if (Files.isDirectory(model)) {
      ModelZip.write(model, folder.resolve(name));
      models.add(name);
    } else {
      models.add(copy(model, name));
    }
  }

  private String copy(Path file, String name) {
    try {
      Files.copy(file, folder.resolve(name));
      return name;
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  /** What the models are called in results: what tells them from all others. */
  String modelId() {
    return String.join("+", ids);
  }

  /** The names of the models' files. */
  List<String> models() {
    return models;
  }

  /** The name of the detector's file, or null. */
  String detector() {
    return detector;
  }

  /** Hands them to Spark. */
  void send(SparkContext spark) {
    models.forEach(name -> spark.addFile(folder.resolve(name).toString()));
    if (detector != null) {
      spark.addFile(folder.resolve(detector).toString());
    }
  }

  @Override
  public void close() {
    try {
      AtomicFolder.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
