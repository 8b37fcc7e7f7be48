package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * The Java of the documents compiles. A block may take what it does not define from a comment
 * before it that no reader sees: {@code <!-- given: List<Landmarks> shapes -->}. A block behind
 * {@code <!-- not compiled: why -->} is left out, and so are the modules of profiles, which compile
 * theirs.
 */
class ReadmeCodeTest {
  /** Fewest blocks that a scan must find. */
  private static final int FEWEST_BLOCKS = 12;

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:^<!-- (given|not compiled): ([^\\n]*?) -->\\s*)?^```java\\n(.*?)^```",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n");
  private static final Pattern SOURCE =
      Pattern.compile("/src/main/java/(.*)/(?!package-info)[^/]+\\.java$");

  @Test
  void javaOfEveryDocument_compiles() throws IOException {
    List<String> imports = packages();
    List<JavaFileObject> units = new ArrayList<>();
    for (Path readme : Documents.all()) {
      if (SourceFiles.OF_PROFILES.contains(Documents.name(readme).replaceFirst("/.*", ""))) {
        continue;
      }
      String module = Documents.name(readme).replaceAll("[^a-zA-Z]", "_");
      for (MatchResult block : BLOCK.matcher(Files.readString(readme)).results().toList()) {
        if (!"not compiled".equals(block.group(1))) {
          units.add(unit(module, units.size(), imports, block));
        }
      }
    }
    assertTrue(units.size() >= FEWEST_BLOCKS, "only " + units.size() + " blocks found");
    assertEquals("", errors(units));
  }

  /** A reader can copy it whole; what follows it may leave the imports out. */
  @Test
  void firstJava_ofEveryReadme_hasItsImports() throws IOException {
    List<String> without = new ArrayList<>();
    for (Path readme : Documents.all()) {
      Matcher block = BLOCK.matcher(Files.readString(readme));
      if (readme.endsWith("README.md") && block.find() && !IMPORT.matcher(block.group(3)).find()) {
        without.add(Documents.name(readme));
      }
    }
    assertEquals(List.of(), without);
  }

  private static JavaFileObject unit(
      String module, int number, List<String> imports, MatchResult block) {
    String given = block.group(2) == null ? "" : block.group(2);
    String body = block.group(3);
    String own =
        IMPORT.matcher(body).results().map(MatchResult::group).collect(Collectors.joining());
    String name = module + "_" + number;
    String source =
        "%s%s final class %s { void block(%s) throws Exception {\n%s\n} }"
            .formatted(
                own,
                own.isEmpty() ? String.join("", imports) : "",
                name,
                given,
                IMPORT.matcher(body).replaceAll(""));
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return source;
      }
    };
  }

  private static String errors(List<JavaFileObject> units) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    Path classes = Files.createTempDirectory("readme");
    compiler
        .getTask(
            null,
            null,
            found,
            List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")),
            null,
            units)
        .call();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(d -> d.getSource().getName() + ":" + d.getLineNumber() + " " + d.getMessage(null))
        .collect(Collectors.joining("\n"));
  }

  /** Star imports of every package of ours and of what the blocks use besides. */
  private static List<String> packages() {
    Stream<String> ours =
        SourceFiles.of("main").stream()
            .map(file -> SOURCE.matcher(file.toString().replace('\\', '/')))
            .filter(Matcher::find)
            .map(source -> source.group(1).replace('/', '.'))
            .distinct();
    return Stream.concat(
            Stream.of("java.util", "java.util.stream", "java.nio.file", "ai.djl.ndarray"), ours)
        .map("import %s.*;"::formatted)
        .toList();
  }
}
