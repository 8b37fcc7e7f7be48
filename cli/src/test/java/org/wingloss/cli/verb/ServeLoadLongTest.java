package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Main;
import org.wingloss.cli.OwnJava;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;

/**
 * The server under load from another process, beside {@code predict} on the same pictures. Its
 * figures are in serve/README.md.
 */
@Tag("long")
class ServeLoadLongTest {
  private static final int PICTURES = 24;

  /** Of every picture, so that the time to start counts little. */
  private static final int COPIES = 5;

  private static final int CALLERS = 16;

  /** Seconds at saturation. */
  private static final int SECONDS = Integer.getInteger("load.seconds", 60);

  @TempDir private Path folder;

  @Test
  void serve_atSaturationAndBeyond_answersOrSays503() throws Exception {
    List<byte[]> pictures = pictures();
    double before = predictions();
    Process process =
        OwnJava.of(List.of("-Xmx1g"), Main.class, "serve", "--port", "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      URI address = URI.create(out.readLine()).resolve("/v1/landmarks");
      LoadClient client = new LoadClient(address, pictures);
      client.run(CALLERS, Duration.ofSeconds(Math.min(15, SECONDS)));
      long warm = megabytes(process);
      LoadClient.Result full = client.run(CALLERS, Duration.ofSeconds(SECONDS));
      long after = megabytes(process);
      LoadClient.Result beyond = client.run(6 * CALLERS, Duration.ofSeconds(10));
      double again = predictions();
      String text =
          String.format(
              Locale.ROOT,
              "predict %.1f and %.1f pictures/s; serve %.1f requests/s, p50 %.0f ms, p99 %.0f ms, %s;"
                  + " memory %d MB after the warm-up, %d MB after %d s; beyond the limit %s%n",
              before,
              again,
              full.perSecond(),
              full.p50(),
              full.p99(),
              full.replies(),
              warm,
              after,
              SECONDS,
              beyond.replies());
      Files.writeString(Path.of("target/serve-load.txt"), text);
      assertEquals(Set.of(200), full.replies().keySet(), text);
      assertTrue(Set.of(200, 503).containsAll(beyond.replies().keySet()), text);
      assertTrue(beyond.replies().getOrDefault(503, 0) > 0, text);
      assertTrue(after < 1.25 * warm + 50, text);
      process.destroy();
      assertEquals(0, process.waitFor(), text);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<byte[]> pictures() throws IOException {
    SyntheticFaces faces = new SyntheticFaces(3, SyntheticSettings.DEFAULT);
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      byte[] picture = ImageFiles.jpeg(faces.face(i, 640).image(), 0.9);
      pictures.add(picture);
      for (int copy = 0; copy <= COPIES; copy++) {
        Path of = Files.createDirectories(folder.resolve(copy == 0 ? "few" : "many"));
        Files.write(of.resolve(i + "-" + copy + ".jpg"), picture);
      }
    }
    return pictures;
  }

  /** Pictures per second, without the time to start. */
  private double predictions() throws Exception {
    double few = seconds(folder.resolve("few"));
    double many = seconds(folder.resolve("many"));
    return (COPIES - 1) * PICTURES / (many - few);
  }

  private double seconds(Path pictures) throws Exception {
    long begin = System.nanoTime();
    Process process =
        OwnJava.of(
                List.of("-Xmx1g"),
                Main.class,
                "predict",
                pictures,
                "--out",
                folder.resolve("out.jsonl"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor());
    return (System.nanoTime() - begin) / 1e9;
  }

  private static long megabytes(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
