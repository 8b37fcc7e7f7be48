package org.wingloss.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.synthetic.SyntheticFaces;

/** A stranger's project that has this module but not all of its optional libraries. */
class OptionalLibraryTest {
  /** Nothing that an optional library brings along, in file or folder names. */
  private static final List<String> OPTIONAL =
      List.of("nd4j", "bytedeco", "jhdf", "sqlite", "jna", "oshi", "commons-", "lz4", "lzf");

  private static final String SOURCE =
      """
      package stranger;

      import java.nio.file.Path;
      import java.util.*;
      import java.util.concurrent.Callable;
      import org.wingloss.data.dataset.DatasetReader;
      import org.wingloss.data.doctor.Doctor;
      import org.wingloss.data.face.Landmarks;
      import org.wingloss.data.shape.*;

      public final class Stranger {
        static final List<Landmarks> SHAPES = new ArrayList<>();
        static {
          for (int i = 0; i < 20; i++) {
            SHAPES.add(Landmarks.of(0, 4 + i % 3, 2, 0, 4, 0, i % 5, 3, 6, 6));
          }
        }
        public static Callable<Object> mean() {
          return () -> MeanShape.of(SHAPES).count();
        }
        public static Callable<Object> fit() {
          return () -> ShapeModel.fit(SHAPES).modes();
        }
        public static Callable<Object> read(String kind, Path folder) {
          return () -> DatasetReader.of(kind).read(folder, "train");
        }
        public static Callable<Object> examine(String kind, Path folder) {
          return () -> Doctor.examine(DatasetReader.of(kind), folder, done -> {}).findings();
        }
      }
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void compileTheStranger() throws IOException {
    Path source = Files.createDirectories(folder.resolve("stranger")).resolve("Stranger.java");
    Files.writeString(source, SOURCE);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("--release", "17", "-proc:none", "-cp", path(x -> true), "-d", folder.toString());
    assertTrue(
        compiler
            .getTask(
                messages,
                null,
                null,
                options,
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call(),
        messages.toString());
  }

  @Test
  void consumer_withoutOptionalLibraries_alignsAndAverages() throws Exception {
    try (URLClassLoader alone = loader(OptionalLibraryTest::isNeededByAll)) {
      assertThrows(
          ClassNotFoundException.class, () -> alone.loadClass("org.nd4j.linalg.factory.Nd4j"));
      assertEquals(5, stranger(alone, "mean").call());
    }
  }

  @Test
  void shapeModel_withoutNd4j_namesTheArtefacts() throws Exception {
    try (URLClassLoader alone = loader(OptionalLibraryTest::isNeededByAll)) {
      assertNames(stranger(alone, "fit"), "org.nd4j:nd4j-native", "org.bytedeco:openblas");
    }
  }

  @Test
  void shapeModel_withoutNativeLibraries_namesTheArtefacts() throws Exception {
    Predicate<String> withoutNatives =
        jar -> isNeededByAll(jar) || !jar.matches(".*(nd4j-native|openblas|javacpp)-.*");
    try (URLClassLoader alone = loader(withoutNatives)) {
      assertNames(stranger(alone, "fit"), "org.nd4j:nd4j-native", "org.bytedeco:javacpp");
    }
  }

  @Test
  void doctor_withoutNd4j_saysThatShapesAreNotChecked() throws Exception {
    Path faces = folder.resolve("faces");
    DatasetWriter.of("jsonl")
        .write(faces, RenderedFaceSource.synthetic(new SyntheticFaces(3), 32), 45);
    try (URLClassLoader alone = loader(OptionalLibraryTest::isNeededByAll)) {
      Callable<?> examine =
          (Callable<?>)
              alone
                  .loadClass("stranger.Stranger")
                  .getMethod("examine", String.class, Path.class)
                  .invoke(null, "jsonl", faces);
      String findings = examine.call().toString();
      assertTrue(findings.contains("message=not checked: a shape model"), findings);
      assertTrue(findings.contains("org.nd4j:nd4j-native"), findings);
    }
  }

  @Test
  void aflwDatabase_withoutSqlite_namesTheArtefact() throws Exception {
    Files.createFile(folder.resolve("aflw.sqlite"));
    try (URLClassLoader alone = loader(OptionalLibraryTest::isNeededByAll)) {
      assertNames(reading(alone, "aflw-sqlite"), "aflw.sqlite", "org.xerial:sqlite-jdbc");
    }
  }

  @Test
  void cofw_withoutJhdf_namesTheArtefact() throws Exception {
    Files.createFile(folder.resolve("COFW_train_color.mat"));
    try (URLClassLoader alone = loader(OptionalLibraryTest::isNeededByAll)) {
      assertNames(reading(alone, "cofw"), "version 7.3", "io.jhdf:jhdf");
    }
  }

  @ParameterizedTest
  @EnumSource
  void require_libraryOnTheClassPath_passes(OptionalLibrary library) {
    library.require();
  }

  private static void assertNames(Callable<?> use, String... words) {
    IllegalStateException e = assertThrows(IllegalStateException.class, use::call);
    for (String word : words) {
      assertTrue(e.getMessage().contains(word), e.getMessage());
    }
  }

  private static Callable<?> stranger(ClassLoader loader, String method) throws Exception {
    return (Callable<?>) loader.loadClass("stranger.Stranger").getMethod(method).invoke(null);
  }

  private static Callable<?> reading(ClassLoader loader, String kind) throws Exception {
    return (Callable<?>)
        loader
            .loadClass("stranger.Stranger")
            .getMethod("read", String.class, Path.class)
            .invoke(null, kind, folder);
  }

  private static URLClassLoader loader(Predicate<String> wanted) throws IOException {
    List<URL> urls = new ArrayList<>(List.of(folder.toUri().toURL()));
    for (String entry : path(wanted).split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static boolean isNeededByAll(String jar) {
    return OPTIONAL.stream().noneMatch(jar::contains);
  }

  private static String path(Predicate<String> wanted) {
    List<String> all = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    assertFalse(all.stream().allMatch(OptionalLibraryTest::isNeededByAll), "nothing is optional");
    return String.join(File.pathSeparator, all.stream().filter(wanted).toList());
  }
}
