package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every source file, package and module keeps to. */
class SourceRulesTest {
  private static final int MOST_FILES = 25;
  private static final int MOST_LINES = 300;

  /** What the scan finds today; one that finds fewer than nine tenths proves nothing. */
  private static final int MAIN_FILES = 930;

  private static final int TEST_FILES = 400;

  /** The package of the type with which a reader begins. */
  private static final Pattern ENTRY_TYPE =
      Pattern.compile("Entry types?: \\{@link (org\\.wingloss[a-z0-9.]*)\\.[A-Z]");

  private static final String LITERAL = "\"(?:[^\"\\\\\\n]|\\\\.)*+\"";

  /** A text of one or more literals, and what formats it in the machine's language. */
  private static final Pattern TEXT =
      Pattern.compile(
          "(String\\.format\\(\\s*|printf\\(\\s*)?"
              + "(LITERAL(?:\\s*\\+\\s*LITERAL)*+)".replace("LITERAL", LITERAL)
              + "([\\s)]*\\.formatted\\()?");

  private static final Pattern DECIMAL =
      Pattern.compile("%(?:[-+#0(]*\\d*(?:\\.\\d+)?[eEfgG]|[-+#0(]*,)");

  @Test
  void scan_allModules_findsTheSources() {
    int main = SourceFiles.all("main").size();
    int test = SourceFiles.all("test").size();
    assertTrue(10 * main >= 9 * MAIN_FILES, "main sources: " + main + " of " + MAIN_FILES);
    assertTrue(10 * test >= 9 * TEST_FILES, "test sources: " + test + " of " + TEST_FILES);
  }

  @Test
  void file_anySource_isNoLongerThan300Lines() {
    List<String> longer = new ArrayList<>();
    for (String kind : List.of("main", "test")) {
      for (Path file : SourceFiles.all(kind)) {
        long lines = SourceFiles.lines(file);
        if (lines > MOST_LINES) {
          longer.add(shown(file) + ": " + lines);
        }
      }
    }
    assertNone("files of more than " + MOST_LINES + " lines", longer);
  }

  @Test
  void package_anyOfMain_hasAtMost25FilesAndSaysWhatItIs() {
    List<String> odd = new ArrayList<>();
    packages()
        .forEach(
            (folder, files) -> {
              if (files.size() > MOST_FILES) {
                odd.add(shown(folder) + ": " + files.size() + " files");
              }
              if (files.stream().noneMatch(file -> file.endsWith("package-info.java"))) {
                odd.add(shown(folder) + ": no package-info.java");
              }
            });
    assertNone("packages of more than " + MOST_FILES + " files or without package-info", odd);
  }

  @Test
  void packageInfo_any_namesAnEntryTypeOfThePackageOrBelow() throws IOException {
    List<String> odd = new ArrayList<>();
    for (Path folder : packages().keySet()) {
      Path file = folder.resolve("package-info.java");
      String text = Files.readString(file).replaceAll("\\s+(\\* )?", " ");
      String name = text.replaceAll(".* package ([a-z0-9.]+);.*", "$1");
      Matcher entry = ENTRY_TYPE.matcher(text);
      if (!entry.find() || !(entry.group(1) + ".").startsWith(name + ".")) {
        odd.add(shown(file));
      }
    }
    assertNone("package-info.java without 'Entry type: {@link …}' of its own", odd);
  }

  /** Their users' machines speak many languages; the command line sets its own, in Main. */
  @Test
  void decimals_ofLibraries_areWrittenAsInEnglish() throws IOException {
    List<String> odd = new ArrayList<>();
    int found = 0;
    for (Path file : SourceFiles.all("main")) {
      if (file.startsWith(SourceFiles.ROOT.resolve("cli"))) {
        continue;
      }
      Matcher text = TEXT.matcher(Files.readString(file));
      while (text.find()) {
        if (DECIMAL.matcher(text.group(2)).find()) {
          found++;
          if (text.group(1) != null || text.group(3) != null) {
            odd.add(shown(file) + ": " + text.group(2));
          }
        }
      }
    }
    assertTrue(found > 20, "texts with decimals: " + found);
    assertNone("decimals without Locale.ROOT", odd);
  }

  @Test
  void type_anyVisible_isDocumented() {
    List<SourceFiles.Type> types = SourceFiles.types(SourceFiles.all("main"));
    assertTrue(10 * types.size() >= 9 * MAIN_FILES, "types found: " + types.size());
    assertNone(
        "public types without Javadoc",
        types.stream()
            .filter(type -> type.visible() && !type.documented())
            .map(type -> shown(type.file()) + ": " + type.name())
            .toList());
  }

  @Test
  void type_anyOfMain_hasANameOfItsOwn() {
    Map<String, List<String>> byName =
        SourceFiles.types(SourceFiles.all("main")).stream()
            .filter(SourceFiles.Type::topLevel)
            .collect(
                Collectors.groupingBy(
                    SourceFiles.Type::name,
                    TreeMap::new,
                    Collectors.mapping(type -> shown(type.file()), Collectors.toList())));
    assertNone(
        "simple names used twice",
        byName.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
            .toList());
  }

  @Test
  void module_any_hasAReadme() throws IOException {
    List<String> without = new ArrayList<>();
    for (String module : SourceFiles.allModules()) {
      Path readme = SourceFiles.ROOT.resolve(module).resolve("README.md");
      if (!Files.isRegularFile(readme) || Files.size(readme) < 500) {
        without.add(module);
      }
    }
    assertNone("modules without README", without);
  }

  @Test
  void module_anyOfTheReactorWithCode_isScanned() throws IOException {
    String pom = Files.readString(SourceFiles.ROOT.resolve("pom.xml"));
    List<String> modules =
        pom.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("<module>"))
            .map(line -> line.replaceAll("</?module>", ""))
            .filter(
                module ->
                    Files.isDirectory(SourceFiles.ROOT.resolve(module).resolve("src/main/java")))
            .toList();
    assertEquals(modules, SourceFiles.allModules());
  }

  private static Map<Path, List<Path>> packages() {
    return SourceFiles.all("main").stream()
        .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
  }

  private static String shown(Path path) {
    return SourceFiles.ROOT.relativize(path).toString();
  }

  private static void assertNone(String what, List<String> found) {
    assertTrue(found.isEmpty(), () -> what + ":\n  " + String.join("\n  ", found));
  }
}
