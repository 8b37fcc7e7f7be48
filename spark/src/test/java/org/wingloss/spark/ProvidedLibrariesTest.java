package org.wingloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.module.scala.DefaultScalaModule;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.wingloss.cli.spark.SparkProcess;

/** What Spark provides is Spark's, and what it does not is in the jar for spark-submit. */
class ProvidedLibrariesTest {
  private static final Path JAR = Path.of(System.getProperty("wingloss.spark.jar"));

  @Test
  void jackson_ofTheseTests_isTheOneOfSparksScalaModule() {
    String scala = new DefaultScalaModule().version().toString();
    assertEquals(scala, com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString());
    assertEquals(scala, com.fasterxml.jackson.core.json.PackageVersion.VERSION.toString());
    assertEquals(scala, com.fasterxml.jackson.dataformat.csv.PackageVersion.VERSION.toString());
  }

  @Test
  void logger_ofTheseTests_isSparks() {
    assertTrue(
        LoggerFactory.getILoggerFactory().getClass().getName().startsWith("org.apache.logging."));
    assertThrows(
        ClassNotFoundException.class, () -> Class.forName("ch.qos.logback.classic.Logger"));
    assertFalse(System.getProperty("java.class.path").contains("logback-classic"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/spark/",
        "org/apache/hadoop/",
        "scala/",
        "com/fasterxml/jackson/core/",
        "com/fasterxml/jackson/databind/",
        "com/fasterxml/jackson/annotation/",
        "org/slf4j/",
        "org/apache/logging/",
        "ch/qos/logback/",
        "org/nd4j/",
        "org/bytedeco/",
        "ai/djl/pytorch/",
        "pytorch/",
        "org/eclipse/jetty/"
      })
  void jar_forSparkSubmit_hasNothingOf(String folder) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertEquals(
          List.of(),
          jar.stream().map(e -> e.getName()).filter(n -> n.startsWith(folder)).limit(3).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/wingloss/spark/SparkMain.class",
        "org/wingloss/data/face/Face.class",
        "org/wingloss/model/standard/weights.safetensors",
        "org/wingloss/model/detector/face-detector.onnx",
        "ai/onnxruntime/OrtSession.class",
        "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
        "picocli/CommandLine.class",
        "com/fasterxml/jackson/dataformat/csv/CsvMapper.class"
      })
  void jar_forSparkSubmit_holds(String name) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertTrue(jar.getEntry(name) != null, name);
    }
  }

  /** Each library has a file of that name; one of them alone would lose the other's formats. */
  @Test
  void pictureReaders_ofAllLibraries_areInOneFileOfTheJar() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      String readers =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/services/javax.imageio.spi.ImageReaderSpi"))
                  .readAllBytes(),
              StandardCharsets.UTF_8);
      assertTrue(readers.contains("jpeg.JPEGImageReaderSpi"), readers);
      assertTrue(readers.contains("webp.WebPImageReaderSpi"), readers);
      assertEquals(
          "org.wingloss.spark.SparkMain",
          jar.getManifest().getMainAttributes().getValue("Main-Class"));
    }
  }

  /** The program that starts Spark's Java opens what Spark's own launcher opens. */
  @Test
  void java_ofWinglossSpark_opensWhatSparksLauncherOpens() throws IOException {
    Set<String> wanted =
        Stream.of(JavaModuleOptions.defaultModuleOptions().split(" "))
            .filter(option -> option.startsWith("--add-opens"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(wanted.size() > 10, wanted.toString());
    String opened = SparkProcess.opened().stream().collect(Collectors.joining(File.pathSeparator));
    wanted.removeIf(option -> opened.contains(option));
    assertEquals(Set.of(), wanted);
  }
}
