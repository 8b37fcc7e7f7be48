package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other projects' jars that the user of a module takes along, and what its README says. */
class ModuleWeightTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern STATED = Pattern.compile("Needs (\\d+\\.\\d) MB of jars");

  @ParameterizedTest
  @ValueSource(strings = {"data", "model", "training", "evaluation", "serve"})
  void readme_ofAModule_statesItsWeight(String module) throws IOException {
    Path readme = ROOT.resolve(module).resolve("README.md");
    Matcher stated = STATED.matcher(Files.readString(readme));
    assertTrue(stated.find(), readme + " must say '" + STATED + "'");
    assertEquals(megabytes(needed(module)), Double.parseDouble(stated.group(1)), 0.2, readme + "");
  }

  /** With our own two jars, less than 1 MB, it stays below 8 MB. */
  @Test
  void evaluation_withData_weighsAtMostSevenMegabytes() throws IOException {
    List<Path> jars = needed("evaluation");
    assertTrue(megabytes(jars) <= 7, jars.toString());
    // A list that is too short would be light too.
    assertTrue(names(jars).contains("hipparchus-stat"), jars.toString());
    assertTrue(names(jars).contains("jackson-databind"), jars.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nd4j-api", "nd4j-native-1", "openblas", "javacpp", "sqlite-jdbc", "jhdf"})
  void commandLine_optionalLibrary_isThere(String name) throws IOException {
    assertTrue(names(classPath("cli")).contains(name), name);
  }

  /** What others need who depend on the module: optional libraries are not among it. */
  private static List<Path> needed(String module) throws IOException {
    // The build lists a module's own optional libraries too. Evaluation and model have none, need
    // all
    // that data needs and, together, all that training needs.
    if (module.equals("serve")) {
      return classPath(module); // It has no optional libraries of its own.
    }
    Set<Path> withoutOptional = new HashSet<>(classPath("evaluation"));
    if (!module.equals("data")) {
      withoutOptional.addAll(classPath("model"));
    }
    return classPath(module).stream().filter(withoutOptional::contains).toList();
  }

  private static List<Path> classPath(String module) throws IOException {
    Path list = ROOT.resolve(module).resolve("target/runtime.classpath");
    assertTrue(Files.exists(list), list + " is written when the module is built");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(Files.readString(list).strip())
        .map(Path::of)
        .filter(path -> !path.toString().contains("wingloss-") && Files.isRegularFile(path))
        .toList();
  }

  private static String names(List<Path> jars) {
    return jars.stream().map(jar -> jar.getFileName().toString()).toList().toString();
  }

  private static double megabytes(List<Path> jars) throws IOException {
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    return bytes / 1e6;
  }
}
