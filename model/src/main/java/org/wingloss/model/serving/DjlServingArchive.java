package org.wingloss.model.serving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.onnx.OnnxExport;

/**
 * A zip that DJL Serving serves and that {@code Criteria.builder().optModelPath(zip)} loads: {@code
 * model.onnx}, {@code serving.properties} and a jar with {@link LandmarkServingTranslator} and the
 * classes of this project that it needs. DJL, its engine for ONNX Runtime and decoders of WebP and
 * CMYK pictures are the user's.
 */
public final class DjlServingArchive {
  private static final String TRANSLATOR = LandmarkServingTranslator.class.getName();

  /** Of {@code data} all classes, of {@code model} this package: each finds what it calls. */
  private static final List<Part> PARTS =
      List.of(
          new Part(InvalidDataException.class, "org/wingloss/data"),
          new Part(LandmarkServingTranslator.class, "org/wingloss/model/serving"));

  private record Part(Class<?> one, String folder) {}

  private DjlServingArchive() {}

  /**
   * Writes the zip.
   *
   * @throws InvalidDataException if it cannot be written
   */
  public static void write(ModelFile model, Path zip) {
    byte[] onnx = OnnxExport.write(model.description(), model.weights(), OnnxExport.Form.FLOAT);
    byte[] jar = jar();
    AtomicFile.write(
        zip,
        out -> {
          ZipOutputStream archive = new ZipOutputStream(out);
          add(archive, "serving.properties", properties(model.description()));
          add(archive, "model.onnx", onnx);
          add(archive, "libs/wingloss-translator.jar", jar);
          archive.finish();
        });
  }

  private static byte[] properties(ModelDescription description) {
    BoxProtocol box = description.box();
    return """
        engine=OnnxRuntime
        option.modelName=model
        translator=%s
        %s=%d
        %s=%s
        %s=%s
        %s=%s
        """
        .formatted(
            TRANSLATOR,
            LandmarkServingTranslator.SIZE,
            description.network().inputSize(),
            LandmarkServingTranslator.ENLARGE,
            box.enlarge(),
            LandmarkServingTranslator.SQUARE,
            box.square(),
            LandmarkServingTranslator.SCHEME,
            description.scheme().name())
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] jar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Part part : PARTS) {
        addClasses(part, jar);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the program's own classes cannot be read", e);
    }
    return bytes.toByteArray();
  }

  /** From the jar that this program runs from, or from a folder of classes. */
  private static void addClasses(Part part, JarOutputStream jar) throws IOException {
    Path home;
    try {
      home = Path.of(part.one().getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IOException(e);
    }
    if (Files.isDirectory(home)) {
      addClasses(home, home.resolve(part.folder()), jar);
    } else {
      try (FileSystem inside = FileSystems.newFileSystem(home)) {
        Path root = inside.getPath("/");
        addClasses(root, root.resolve(part.folder()), jar);
      }
    }
  }

  private static void addClasses(Path root, Path folder, JarOutputStream jar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        add(jar, root.relativize(file).toString().replace('\\', '/'), in.readAllBytes());
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // Equal models give equal zips.
    entry.setTime(0);
    zip.putNextEntry(entry);
    ((OutputStream) zip).write(content);
    zip.closeEntry();
  }
}
