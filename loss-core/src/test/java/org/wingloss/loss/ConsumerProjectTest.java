package org.wingloss.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's project with this module alone on its class path: no engine, no other library. */
class ConsumerProjectTest {
  private static final String SOURCE =
      """
      package stranger;

      import java.util.concurrent.Callable;
      import org.wingloss.loss.*;

      /** Fits one number to five by gradient descent on the Wing loss. */
      public final class Fit implements Callable<Double> {
        @Override
        public Double call() {
          LandmarkLoss loss = LandmarkLoss.parse("wing(w=10,epsilon=2)");
          double[] targets = {3.0, 3.2, 2.9, 3.1, 90.0};
          double x = 40;
          for (int step = 0; step < 20_000; step++) {
            double slope = 0;
            for (double target : targets) {
              slope += loss.derivative(x - target);
            }
            x -= 0.001 * slope;
          }
          return x;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void consumer_withLossCoreAlone_compilesAndRuns() throws Exception {
    Path classes = moduleClasses();
    compile(classes);
    URL[] path = {folder.toUri().toURL(), classes.toUri().toURL()};
    try (URLClassLoader alone = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      assertThrows(ClassNotFoundException.class, () -> alone.loadClass("ai.djl.ndarray.NDArray"));
      assertThrows(
          ClassNotFoundException.class, () -> alone.loadClass("org.nd4j.linalg.factory.Nd4j"));
      Object fit = alone.loadClass("stranger.Fit").getDeclaredConstructor().newInstance();
      double x = (Double) ((Callable<?>) fit).call();
      // The outlier at 90 hardly moves it: the answer stays among the other four.
      assertEquals(3.05, x, 0.2);
      assertTrue(alone.loadClass("org.wingloss.loss.LossAdvisor").getMethods().length > 4);
    }
  }

  private void compile(Path classes) throws IOException {
    assertTrue(SOURCE.lines().count() <= 24, "the consumer is meant to be short");
    Path source = Files.createDirectories(folder.resolve("stranger")).resolve("Fit.java");
    Files.writeString(source, SOURCE);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "--release", "17", "-proc:none", "-cp", classes.toString(), "-d", folder.toString());
    boolean done =
        compiler
            .getTask(
                messages,
                null,
                null,
                options,
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertTrue(done, messages.toString());
  }

  private static Path moduleClasses() throws Exception {
    return Path.of(LandmarkLoss.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
