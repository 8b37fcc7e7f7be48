package org.wingloss.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;

/** {@code export} for DJL Serving and for a browser. */
class ExportElsewhereTest {
  @TempDir private Path folder;

  @Test
  void export_djlServing_isAnArchiveWithModelAndTranslator() throws IOException {
    Path file = folder.resolve("face.zip");
    Cli run = Cli.run("export", "--djl-serving", file);
    assertEquals(0, run.exit(), run.err());
    assertEquals(file.toString(), run.out().strip());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertEquals(
          List.of("serving.properties", "model.onnx", "libs/wingloss-translator.jar"),
          zip.stream().map(ZipEntry::getName).toList());
    }
  }

  @Test
  void export_web_isAPageAndSaysWhatIsMissing() {
    Path page = folder.resolve("page");
    Cli run = Cli.run("export", "--web", page);
    assertEquals(0, run.exit(), run.err());
    assertTrue(Files.exists(page.resolve("index.html")));
    assertTrue(run.err().contains("onnxruntime-web@1.30.0 into " + page.resolve("ort")), run.err());
  }

  @Test
  void export_web_leavesAFolderOfOthersAlone() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    Cli run = Cli.run("export", "--web", folder);
    assertEquals(4, run.exit(), run.err());
    assertTrue(run.err().contains("is not empty"), run.err());
  }

  @Test
  void export_noneOrTwoTargets_isAUsageError() {
    assertEquals(2, Cli.run("export").exit());
    Cli two = Cli.run("export", "--out", folder.resolve("a"), "--web", folder.resolve("b"));
    assertEquals(2, two.exit());
    assertTrue(two.err().contains("give one of --out, --djl-serving and --web"), two.err());
  }
}
