package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wingloss.cli.Cli;
import org.wingloss.cli.OwnJava;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;

/** What the names of pictures do to the names of what is written. */
class FileNamesTest extends OnePhoto {
  private Path drawn;

  private List<String> drawn(Object... pictures) throws IOException {
    drawn = folder.resolve("drawn");
    List<Object> words = new ArrayList<>(List.of("predict", "--model", model, "--whole"));
    words.addAll(List.of("--draw", drawn));
    words.addAll(List.of(pictures));
    Cli run = Cli.run(words.toArray());
    assertEquals(0, run.exit(), run.err());
    try (Stream<Path> all = Files.walk(drawn)) {
      return all.filter(Files::isRegularFile)
          .map(file -> drawn.relativize(file).toString().replace(File.separatorChar, '/'))
          .sorted()
          .toList();
    }
  }

  private Path picture(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageFiles.writePng(SmallModels.picture(40, 40, name.hashCode()), file);
    return file;
  }

  @Test
  void draw_namesThatDifferOnlyInFolders_areAllKept() throws IOException {
    picture("photos/x/a.png");
    picture("photos/x_a.png");
    picture("photos/x/y/a.png");
    assertEquals(
        List.of("x/a.png.png", "x/y/a.png.png", "x_a.png.png"), drawn(folder.resolve("photos")));
  }

  @Test
  void draw_twoFoldersWithTheSameNames_areAllKept() throws IOException {
    Path one = picture("one/a.png");
    Path other = picture("other/a.png");
    assertEquals(
        List.of("one/a.png.png", "other/a.png.png"), drawn(one.getParent(), other.getParent()));
  }

  @Test
  void ids_twoFoldersWithTheSameNames_nameTheirFolders() throws IOException {
    Path one = picture("one/a.png");
    Path other = picture("other/a.png");
    Cli run = Cli.run("predict", "--model", model, "--whole", one.getParent(), other.getParent());
    assertEquals(List.of("one/a.png", "other/a.png"), faces(run).stream().map(Face::id).toList());
  }

  @Test
  void draw_onePictureElsewhere_hasItsNameAlone() throws IOException {
    assertEquals(List.of("photo.png.png"), drawn(photo));
  }

  @Test
  void draw_namesAsLongAsTheSystemAllows_areShortenedAndKeptApart() throws IOException {
    picture("photos/short.png");
    for (String end : List.of("1.png", "2.png", "\u4e2d.png")) {
      picture("photos/" + "a".repeat(255 - end.getBytes(StandardCharsets.UTF_8).length) + end);
    }
    List<String> names = drawn(folder.resolve("photos"));
    assertEquals(4, names.size(), names.toString());
    for (String name : names) {
      assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 255, name);
    }
  }

  @Test
  void json_idWithAnEscapeSequence_isTheSameIdWithoutTheSequence() throws IOException {
    assumeTrue(File.separatorChar == '/');
    Path clear = picture("photos/\u001b[2J\u009b.png");
    Cli run = Cli.run("predict", "--model", model, "--whole", clear.getParent());
    assertFalse(run.out().contains("\u001b"), run.out());
    assertFalse(run.out().contains("\u009b"), run.out());
    assertEquals("\u001b[2J\u009b.png", faces(run).get(0).id());
  }

  @Test
  void error_nameWithAnEscapeSequence_showsItAndDoesNotSendIt() {
    Path title = Path.of("\u001b]0;title\u0007.jsonl");
    Cli run = Cli.run("score", "--truth", title, "--predictions", title, "--scheme", "mtfl-5");
    assertEquals(4, run.exit());
    assertFalse(run.err().contains("\u001b"), run.err());
    assertTrue(run.err().contains("\\u001b]0;title\\u0007.jsonl"), run.err());
  }

  /** The launcher sets a UTF-8 locale; who starts Java otherwise is told. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void names_inALocaleWithoutThem_areAnErrorAndNotOneId() throws Exception {
    assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"));
    picture("photos/\u4e2d\u6587.png");
    picture("photos/\u65e5\u672c.png");
    ProcessBuilder builder =
        OwnJava.cli("predict", "--model", model, "--whole", folder.resolve("photos"));
    builder.environment().put("LC_ALL", "C");
    Path output = folder.resolve("output");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String text = Files.readString(output);
    assertEquals(4, process.exitValue(), text);
    assertTrue(text.startsWith("error: ") && text.contains("LC_ALL=C.UTF-8"), text);
  }
}
