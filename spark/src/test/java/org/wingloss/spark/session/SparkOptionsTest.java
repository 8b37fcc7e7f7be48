package org.wingloss.spark.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.cli.terminal.UsageException;

/** A path leads Hadoop to the file of that name, whatever the name means in a URI or a pattern. */
@EnabledOnOs(OS.LINUX)
class SparkOptionsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a \u00e4%20", "x#y", "[1]", "{x,y}", "*", "x\\y"})
  void address_ofAPath_isOfTheFileOfThatName(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    org.apache.hadoop.fs.Path read =
        new org.apache.hadoop.fs.Path(SparkOptions.address(file.toString()));
    assertEquals(file.toString(), read.toUri().getPath());
    try (FileSystem files = FileSystem.newInstanceLocal(new Configuration())) {
      assertEquals(0, files.getFileStatus(read).getLen());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a \u00e4%20", "x#y", "[1]", "{x,y}", "*", "x\\y"})
  void readable_ofAPath_isNoPatternOfOtherFiles(String name) throws IOException {
    Files.createFile(folder.resolve("1"));
    Path file = Files.createFile(folder.resolve(name));
    org.apache.hadoop.fs.Path pattern =
        new org.apache.hadoop.fs.Path(SparkOptions.readable(file.toString()));
    try (FileSystem files = FileSystem.newInstanceLocal(new Configuration())) {
      assertEquals(
          List.of(file.toString()),
          Stream.of(files.globStatus(pattern))
              .map(status -> status.getPath().toUri().getPath())
              .toList());
    }
  }

  /** As Spark 3 answers, whose classes have other methods. */
  @Test
  void started_methodThatSparkHasNot_asksForSpark4() {
    UsageException e =
        assertThrows(
            UsageException.class,
            () ->
                SparkOptions.started(
                    () -> {
                      throw new NoSuchMethodError("SparkSession.builder()");
                    }));
    assertTrue(e.getMessage().contains("needs Spark 4"), e.getMessage());
    assertTrue(e.getMessage().contains("SparkSession.builder()"), e.getMessage());
  }
}
