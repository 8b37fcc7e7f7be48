package org.wingloss.cli.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.cli.terminal.UsageException;

/** Where {@code wingloss spark} finds its Spark, and what is on that Java's class path. */
class SparkProcessTest {
  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @Test
  void module_notBuilt_saysHowToBuildIt() {
    UsageException failure =
        assertThrows(UsageException.class, () -> SparkProcess.find(Map.of(), folder));
    assertTrue(failure.getMessage().contains("./mvnw package -Pspark"), failure.getMessage());
  }

  @Test
  void spark_neitherNamedNorBuilt_saysHowToNameAndToBuildIt() throws IOException {
    file("spark/target/wingloss-spark-9.9.9-all.jar");
    UsageException failure =
        assertThrows(UsageException.class, () -> SparkProcess.find(Map.of(), folder));
    assertTrue(failure.getMessage().contains("set SPARK_HOME"), failure.getMessage());
    assertTrue(failure.getMessage().contains("./mvnw package -Pspark"), failure.getMessage());
  }

  @Test
  void sparkHome_withoutJars_isNamedInTheSentence() throws IOException {
    file("spark/target/wingloss-spark-9.9.9-all.jar");
    Map<String, String> environment = Map.of("SPARK_HOME", folder.toString());
    UsageException failure =
        assertThrows(UsageException.class, () -> SparkProcess.find(environment, folder));
    assertTrue(failure.getMessage().startsWith("SPARK_HOME is " + folder), failure.getMessage());
  }

  /** An installed Spark goes before the one that the build makes. */
  @Test
  void sparkHome_named_isTaken() throws IOException {
    Path jar = file("spark/wingloss-spark-9.9.9-all.jar");
    file("spark/target/spark-home/jars/spark.jar");
    file("installed/jars/spark.jar");
    assertEquals(
        new SparkProcess(folder, folder.resolve("spark/target/spark-home"), jar),
        SparkProcess.find(Map.of(), folder));
    Map<String, String> environment = Map.of("SPARK_HOME", folder.resolve("installed").toString());
    assertEquals(
        new SparkProcess(folder, folder.resolve("installed"), jar),
        SparkProcess.find(environment, folder));
  }

  @Test
  void classPath_isSparksAndTheModules_withoutOurLibraries() {
    SparkProcess process =
        new SparkProcess(folder, folder.resolve("home"), folder.resolve("all.jar"));
    List<String> command = process.command(List.of("predict", "--help"));
    String classPath = command.get(command.indexOf("-cp") + 1);
    assertEquals(folder.resolve("home/jars") + "/*:" + folder.resolve("all.jar"), classPath);
    assertEquals(
        List.of("org.wingloss.spark.SparkMain", "predict", "--help"),
        command.subList(command.size() - 3, command.size()));
    assertFalse(command.stream().anyMatch(word -> word.contains("SharedArchiveFile")));
  }

  @ParameterizedTest
  @CsvSource({
    "predict a, true",
    "predict --master local[2], true",
    "predict --master=local-cluster[2;1;1024], true",
    "predict --master spark://h:7077, false",
    "predict --master=yarn, false"
  })
  void master_ofThisMachine_isTold(String words, boolean local) {
    assertEquals(local, SparkProcess.isLocal(List.of(words.split(" "))));
  }
}
