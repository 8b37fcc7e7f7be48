package org.wingloss.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What READMEs say of the artefacts: how to depend on them and what they weigh. */
class ModuleReadmeTest {
  private static final Pattern WEIGHT = Pattern.compile("The jar has (\\d+\\.\\d\\d) MB");

  /** A jar grows with every change; its README need not follow each. */
  private static final double TOLERANCE = 0.1;

  private static final Pattern COORDINATES =
      Pattern.compile("<artifactId>(wingloss-[a-z-]+)</artifactId>\\s*<version>([^<]+)</version>");

  private static final Pattern ZIP = Pattern.compile("distribution/target/wingloss-(.+?)\\.zip");

  static List<String> jarModules() {
    return Artefacts.jarModules();
  }

  @ParameterizedTest
  @MethodSource("jarModules")
  void readme_ofAModule_statesWhatItsJarWeighs(String module) throws IOException {
    Path readme = Artefacts.ROOT.resolve(module).resolve("README.md");
    Matcher stated = WEIGHT.matcher(Files.readString(readme));
    assertTrue(stated.find(), readme + " must say '" + WEIGHT + "'");
    double megabytes = Files.size(Artefacts.jar(module)) / 1e6;
    double said = Double.parseDouble(stated.group(1));
    assertEquals(megabytes, said, Math.max(0.01, TOLERANCE * megabytes), readme.toString());
  }

  /** The command line is no library: who wants it takes the distribution. */
  @ParameterizedTest
  @MethodSource("jarModules")
  void readme_ofALibrary_saysHowToDependOnIt(String module) throws IOException {
    Path readme = Artefacts.ROOT.resolve(module).resolve("README.md");
    String name = Artefacts.text(Artefacts.pom(module), "artifactId").orElseThrow();
    List<String> named =
        COORDINATES.matcher(Files.readString(readme)).results().map(m -> m.group(1)).toList();
    assertTrue(module.equals("cli") || named.contains(name), readme + " does not name " + name);
  }

  @Test
  void coordinates_inEveryReadmeAndExample_areOfThisVersion() throws IOException {
    int found = 0;
    try (var files = Files.walk(Artefacts.ROOT)) {
      for (Path file : files.filter(ModuleReadmeTest::isDocument).toList()) {
        for (MatchResult one : COORDINATES.matcher(Files.readString(file)).results().toList()) {
          assertEquals(Artefacts.VERSION, one.group(2), file + ": " + one.group(1));
          found++;
        }
      }
    }
    assertTrue(found >= 12, "only " + found + " coordinates found");
  }

  @Test
  void version_ofThisBuild_hasItsChangesAndItsCitation() throws IOException {
    String changes = Files.readString(Artefacts.ROOT.resolve("CHANGELOG.md"));
    assertTrue(changes.contains("\n## [" + Artefacts.VERSION + "] - "), "CHANGELOG.md");
    assertTrue(changes.contains("\n[" + Artefacts.VERSION + "]: https://"), "CHANGELOG.md");
    String citation = Files.readString(Artefacts.ROOT.resolve("CITATION.cff"));
    assertTrue(citation.contains("\nversion: " + Artefacts.VERSION + "\n"), "CITATION.cff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "Dockerfile"})
  void zip_whereItIsNamed_isOfThisVersion(String file) throws IOException {
    String text = Files.readString(Artefacts.ROOT.resolve(file));
    assertEquals(
        List.of(Artefacts.VERSION), ZIP.matcher(text).results().map(m -> m.group(1)).toList());
  }

  private static boolean isDocument(Path file) {
    String name = Artefacts.ROOT.relativize(file).toString();
    return !name.contains("target")
        && (name.endsWith(".md") || name.matches("examples/[^/]+/pom\\.xml"));
  }
}
