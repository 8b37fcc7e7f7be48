package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;

/** The shell lines of the workflows in examples/ci, run as a runner runs them. */
@DisabledOnOs(OS.WINDOWS)
class ContinuousIntegrationTest {
  private static final Path EXAMPLES = SourceFiles.ROOT.resolve("examples/ci");

  @TempDir private Path folder;

  @TempDir private Path elsewhere;

  /** The examples fetch with it; where CI is set they may not be left out. */
  @BeforeAll
  static void curl_isThere() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "curl")));
    if (System.getenv("CI") != null) {
      assertTrue(there, "curl is needed; .ci/run installs it");
    }
    assumeTrue(there, "curl is needed");
  }

  /** A repository with ground truth and gates, and elsewhere the distribution's zip. */
  @BeforeEach
  void checkOut() throws IOException {
    Files.copy(EXAMPLES.resolve("gates.yaml"), folder.resolve("gates.yaml"));
    write("truth.jsonl", 0);
    String java =
        OwnJava.cli().command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(zip()))) {
      zip.putNextEntry(new ZipEntry("wingloss-1.2.3/wingloss"));
      zip.write(("#!/bin/sh\nexec " + java + " \"$@\"\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path zip() {
    return elsewhere.resolve("wingloss-1.2.3.zip");
  }

  /** Two faces of 68 landmarks, moved to the right by so many pixels; 45 − 36 is 90 pixels. */
  private void write(String name, double moved) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int face = 0; face < 2; face++) {
      List<String> points = new ArrayList<>();
      for (int i = 0; i < 68; i++) {
        points.add("[%s,%s]".formatted(10 * i + moved, 7 * (i % 9)));
      }
      lines.append(
          "{\"id\":\"face%d\",\"landmarks\":[%s]}%n".formatted(face, String.join(",", points)));
    }
    Files.writeString(folder.resolve(name), lines);
  }

  private static List<String> githubSteps() throws IOException {
    JsonNode steps = yaml("github-actions.yml").at("/jobs/gate/steps");
    List<String> lines = new ArrayList<>();
    steps.forEach(
        step -> {
          if (step.has("run")) {
            lines.add(step.get("run").asText());
          }
        });
    assertEquals(3, lines.size());
    return lines;
  }

  private static List<String> gitlabScript() throws IOException {
    List<String> lines = new ArrayList<>();
    yaml("gitlab-ci.yml").at("/landmarks/script").forEach(line -> lines.add(line.asText()));
    assertEquals(6, lines.size());
    return lines;
  }

  private static JsonNode yaml(String name) throws IOException {
    return new YAMLMapper().readTree(Files.readString(EXAMPLES.resolve(name)));
  }

  @Test
  void github_goodPredictions_pass() throws Exception {
    write("predictions.jsonl", 1);
    assertEquals(ExitCode.OK, github());
    assertTrue(text("summary.md").contains("## Gates: all 3 gates met"), text("summary.md"));
    assertTrue(
        text("said").contains("::notice title=wingloss gate::all 3 gates met"), text("said"));
    assertTrue(text("nme.svg").contains("nme inter-ocular: 1.11 %"), text("nme.svg"));
  }

  @Test
  void github_badPredictions_failWithFiveAndASummary() throws Exception {
    write("predictions.jsonl", 18);
    assertEquals(ExitCode.GATE_NOT_MET, github());
    String summary = text("summary.md");
    assertTrue(summary.startsWith("## Gates: 2 of 3 gates not met\n"), summary);
    assertTrue(summary.contains("| ✗ **not met** | nme | inter-ocular | all | 20.0000 |"), summary);
    assertTrue(
        text("said")
            .contains(
                "::error title=wingloss gate::nme inter-ocular all is 20.0000 but must be at most 5.5000"),
        text("said"));
    assertTrue(text("gate.xml").contains("failures=\"2\""), text("gate.xml"));
  }

  @Test
  void gitlab_goodAndBadPredictions_passAndFail() throws Exception {
    write("predictions.jsonl", 1);
    assertEquals(ExitCode.OK, gitlab());
    Files.delete(folder.resolve("gate.md"));
    write("predictions.jsonl", 18);
    assertEquals(ExitCode.GATE_NOT_MET, gitlab());
    assertTrue(text("gate.md").startsWith("## Gates: 2 of 3 gates not met\n"), text("gate.md"));
    assertTrue(text("said").contains("FAIL  nme "), text("said"));
  }

  /** Half of the faces may not stand for all. */
  @Test
  void gitlab_otherFaces_fail() throws Exception {
    write("predictions.jsonl", 1);
    List<String> truth = Files.readAllLines(folder.resolve("truth.jsonl"));
    Files.write(folder.resolve("truth.jsonl"), truth.subList(0, 1));
    assertEquals(ExitCode.GATE_NOT_MET, gitlab());
    assertTrue(text("gate.md").contains("| ✗ **not met** | faces |"), text("gate.md"));
  }

  @Test
  void gate_metricsFromStandardInput_printOneDocument() throws Exception {
    write("predictions.jsonl", 1);
    String piped =
        "wingloss score --truth truth.jsonl --predictions predictions.jsonl --json"
            + " | wingloss gate --metrics - --gates gates.yaml --json > gate.json";
    List<String> lines = new ArrayList<>(gitlabScript().subList(0, 4));
    lines.add(piped);
    assertEquals(ExitCode.OK, shell(lines, Map.of("CI_PROJECT_DIR", folder.toString())));
    JsonNode document = new YAMLMapper().readTree(text("gate.json"));
    assertTrue(document.path("met").asBoolean());
    assertEquals(3, document.path("gates").size());
  }

  /** Each step in a shell of its own; what one adds to the path is there in the next. */
  private int github() throws Exception {
    Path paths = folder.resolve("paths");
    for (String step : githubSteps()) {
      String path = Files.exists(paths) ? text("paths").strip() + ":" : "";
      int exit =
          shell(
              List.of(step),
              Map.of(
                  "GITHUB_PATH", paths.toString(),
                  "GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString(),
                  "PATH", path + path()));
      if (exit != 0) {
        return exit;
      }
    }
    return 0;
  }

  private int gitlab() throws Exception {
    return shell(gitlabScript(), Map.of("CI_PROJECT_DIR", folder.toString()));
  }

  /** With the tools of this Java, {@code jar} among them. */
  private static String path() {
    return Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
  }

  private int shell(List<String> lines, Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-eo", "pipefail", "-c", String.join("\n", lines));
    builder.environment().put("WINGLOSS_ZIP", zip().toUri().toString());
    builder.environment().put("PATH", path());
    builder.environment().putAll(environment);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("said").toFile());
    int exit = builder.start().waitFor();
    assertFalse(text("said").contains("unexpected failure"), text("said"));
    return exit;
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
