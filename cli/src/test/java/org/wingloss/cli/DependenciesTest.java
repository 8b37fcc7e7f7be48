package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build takes from others, against the list of what it may take. */
class DependenciesTest {
  private static final Path ALLOWED = SourceFiles.ROOT.resolve("docs/dependencies.txt");

  /** As Maven writes it: group, artifact, {@code jar}, perhaps a classifier, version, scope. */
  private static final Pattern TAKEN =
      Pattern.compile(
          "\\s+([^: ]+):([^: ]+):jar:(?:[^: ]+:)?([^: ]+):(compile|runtime|provided|test)\\b.*");

  private static final int FEWEST = 60;

  @Test
  void dependencies_ofAllModules_areThoseOfTheList() throws IOException {
    Map<String, String> taken = new TreeMap<>();
    for (String module : SourceFiles.MODULES) {
      Path list = SourceFiles.ROOT.resolve(module).resolve("target/dependencies.list");
      assertTrue(Files.exists(list), list + " is written when the module is built");
      for (String line : Files.readAllLines(list)) {
        Matcher parts = TAKEN.matcher(line);
        if (parts.matches()) {
          String name = parts.group(1) + ":" + parts.group(2) + ":" + parts.group(3);
          String scope = parts.group(4).equals("test") ? "test" : "run";
          taken.merge(name, scope, (one, other) -> one.equals("run") ? one : other);
        } else {
          assertTrue(!line.contains(":jar:"), "not understood: " + line);
        }
      }
    }
    assertTrue(taken.size() >= FEWEST, taken.toString());
    assertEquals(
        lines(allowed()), lines(taken), "edit " + ALLOWED + " once the holes are looked up");
  }

  private static Map<String, String> allowed() throws IOException {
    Map<String, String> allowed = new TreeMap<>();
    try (Stream<String> all = Files.lines(ALLOWED)) {
      for (String line : all.filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
        List<String> cells = List.of(line.split(" \\| ", -1));
        assertEquals(4, cells.size(), line);
        assertTrue(cells.stream().noneMatch(String::isBlank), line);
        assertEquals(null, allowed.put(cells.get(0), cells.get(1)), line);
      }
    }
    return allowed;
  }

  private static String lines(Map<String, String> dependencies) {
    return String.join(
        "\n",
        dependencies.entrySet().stream()
            .map(dependency -> dependency.getKey() + " " + dependency.getValue())
            .toList());
  }
}
