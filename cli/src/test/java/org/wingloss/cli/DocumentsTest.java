package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, and what the code says of the paper leads to docs/paper.md. */
class DocumentsTest {
  private static final Path ROOT = SourceFiles.ROOT;
  private static final Path PAPER = ROOT.resolve("docs/paper.md");

  /** Fewest links and files a scan must find; an empty scan proves nothing. */
  private static final int FEWEST_LINKS = 60;

  private static final int FEWEST_SOURCES = 1_200;
  private static final int FEWEST_SECTIONS_NAMED = 40;

  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
  private static final Pattern SECTION =
      Pattern.compile("docs/paper\\.md,(?:\\s|\\*)+section(?:\\s|\\*)+(\\d+)");
  private static final Pattern PAPER_ANCHOR = Pattern.compile("docs/paper\\.md#([\\w-]+)");

  /** A document of a former time, which was never part of this repository. */
  private static final Pattern ELSEWHERE = Pattern.compile("PAPER(\\.md| +section)");

  private static final Pattern TAGGED =
      Pattern.compile("[(,] ?(U1|R,|A)[,)]|\\(\\?\\)|U1 \\d\\d ?%");

  @Test
  void links_ofEveryDocument_resolve() {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      for (String target : matches(LINK, FENCED.matcher(text(document)).replaceAll(""))) {
        if (target.matches("[a-z]+:.*")) {
          continue;
        }
        links++;
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path to = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        boolean there = to.startsWith(ROOT) && Files.exists(to);
        if (!there || (hash >= 0 && !anchors(to).contains(target.substring(hash + 1)))) {
          broken.add(ROOT.relativize(document) + ": " + target);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links >= FEWEST_LINKS, "only " + links + " links found");
  }

  @Test
  void paper_namedBySectionOrAnchor_hasIt() {
    Set<String> anchors = anchors(PAPER);
    List<String> broken = new ArrayList<>();
    int named = 0;
    for (Path source : sources()) {
      String text = text(source);
      for (String section : matches(SECTION, text)) {
        named++;
        if (!anchors.contains("section-" + section)) {
          broken.add(ROOT.relativize(source) + ": section " + section);
        }
      }
      for (String anchor : matches(PAPER_ANCHOR, text)) {
        if (!anchors.contains(anchor)) {
          broken.add(ROOT.relativize(source) + ": " + anchor);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(named >= FEWEST_SECTIONS_NAMED, "only " + named + " sections named");
  }

  @Test
  void paper_isReferredToByNoOtherName() {
    List<Path> all = new ArrayList<>(sources());
    all.addAll(documents());
    assertEquals(
        List.of(),
        all.stream().filter(f -> ELSEWHERE.matcher(text(f)).find()).map(ROOT::relativize).toList());
  }

  /** Who reads a tag in a module finds in its first file where tags are explained. */
  @Test
  void modules_withTags_sayWhereTheyAreExplained() {
    List<String> silent = new ArrayList<>();
    for (Path module : modules()) {
      List<Path> tagged =
          sources(module).stream().filter(f -> TAGGED.matcher(text(f)).find()).toList();
      Path readme = module.resolve("README.md");
      if (tagged.isEmpty()) {
        continue;
      }
      boolean said =
          sources(module).stream()
              .filter(f -> f.endsWith("package-info.java"))
              .anyMatch(f -> text(f).contains("docs/paper.md#trust-tags"));
      if (!said) {
        silent.add(ROOT.relativize(module) + ": no package-info");
      }
      if (Files.exists(readme) && !text(readme).contains("docs/paper.md#trust-tags")) {
        silent.add(ROOT.relativize(readme).toString());
      }
    }
    assertEquals(List.of(), silent);
  }

  @Test
  void legend_ofTheTags_isInOnePlace() {
    Pattern legend = Pattern.compile("(?s)U1\\W{0,8}(believed|not confirmed)");
    List<Path> all = new ArrayList<>(documents());
    all.addAll(sources());
    assertEquals(List.of(PAPER), all.stream().filter(f -> legend.matcher(text(f)).find()).toList());
  }

  /** Readers have a clone. Cards travel with models, and the jobs of a cluster have a path. */
  @Test
  void commands_ofEveryDocument_startTheLauncherOfTheClone() {
    Pattern bare = Pattern.compile("(?m)^ *(?:\\$ )?wingloss .*$");
    List<String> found = new ArrayList<>();
    for (Path document : documents()) {
      String name = Documents.name(document).replace('\\', '/');
      if (!name.matches("examples/.*|[^/]+/src/main/.*|docs/shards\\.md")) {
        bare.matcher(text(document)).results().forEach(line -> found.add(name + line.group()));
      }
    }
    assertEquals(List.of(), found);
  }

  private static Set<String> anchors(Path document) {
    String text = FENCED.matcher(text(document)).replaceAll("");
    Set<String> anchors = new HashSet<>(matches(ANCHOR, text));
    Map<String, Integer> seen = new HashMap<>();
    for (String heading : matches(HEADING, text)) {
      String slug = slug(heading);
      int before = seen.merge(slug, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? slug : slug + "-" + before);
    }
    return anchors;
  }

  /** The anchor that GitHub gives a heading. */
  private static String slug(String heading) {
    return heading
        .replaceAll("\\]\\([^)]*\\)", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static List<Path> documents() {
    return Documents.all();
  }

  private static List<Path> sources() {
    List<Path> found = modules().stream().flatMap(m -> sources(m).stream()).toList();
    assertTrue(found.size() >= FEWEST_SOURCES, "only " + found.size() + " sources found");
    return found;
  }

  private static List<Path> sources(Path module) {
    return files(module.resolve("src"), ".java");
  }

  private static List<Path> modules() {
    return SourceFiles.allModules().stream().map(ROOT::resolve).toList();
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith(ending))
          .filter(f -> !ROOT.relativize(f).toString().contains("target"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
