package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;

/**
 * A stranger's program of ten lines, compiled and run with the jars of {@code data} and {@code
 * model} and the libraries that these need: nothing of our other modules, no build tool, no file
 * beside them.
 */
class FaceLandmarksConsumerTest {
  private static final Path ROOT = Path.of("..");

  private static final String PROGRAM =
      """
      import java.io.File;
      import javax.imageio.ImageIO;
      import org.wingloss.model.FaceLandmarks;

      public class Faces {
        public static void main(String[] files) throws Exception {
          try (FaceLandmarks standard = FaceLandmarks.standard()) {
            for (FaceLandmarks.Found face : standard.find(ImageIO.read(new File(files[0])))) {
              System.out.println(face.landmarks().x(30) + " " + face.landmarks().y(30) + " " + face.plausible());
            }
          }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void program_ofTenLines_findsTheLandmarksOfAFace() throws Exception {
    SyntheticFace face =
        new SyntheticFaces(20_260, SyntheticSettings.DEFAULT.withYaw(5, 20).withDisturbance(0, 0.5))
            .face(4, 200);
    Path photo = folder.resolve("photo.png");
    ImageFiles.writePng(face.image(), photo);
    Path source = Files.writeString(folder.resolve("Faces.java"), PROGRAM);
    List<Path> jars = jars();
    String classPath = String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    assertEquals("", run("javac", "-cp", classPath, "-d", folder.toString(), source.toString()));
    String printed =
        run(
            "java",
            "-Djava.awt.headless=true",
            "-cp",
            classPath + File.pathSeparator + folder,
            "Faces",
            photo.toString());
    List<String> lines = printed.lines().filter(line -> !line.startsWith("SLF4J")).toList();
    assertEquals(1, lines.size(), printed);
    String[] words = lines.get(0).split(" ", -1);
    Landmarks truth = face.landmarks("300w-68");
    double eyes = Math.hypot(truth.x(45) - truth.x(36), truth.y(45) - truth.y(36));
    assertEquals(truth.x(30), Double.parseDouble(words[0]), 0.15 * eyes, printed);
    assertEquals(truth.y(30), Double.parseDouble(words[1]), 0.15 * eyes, printed);
    assertEquals("true", words[2]);
  }

  /** Ours, packed as they were compiled, and the libraries that the module's build names. */
  private List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>(List.of(packed("data"), packed("model")));
    String libraries = Files.readString(ROOT.resolve("model/target/runtime.classpath")).strip();
    Stream.of(libraries.split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(path -> path.toString().endsWith(".jar") && !path.toString().contains("wingloss-"))
        .forEach(jars::add);
    String all = jars.toString();
    assertTrue(all.contains("onnxruntime"), all);
    assertFalse(all.matches(".*(pytorch-|nd4j|picocli|sqlite|jhdf).*"), all);
    return jars;
  }

  private Path packed(String module) {
    Path jar = folder.resolve(module + ".jar");
    String classes = ROOT.resolve(module).resolve("target/classes").toString();
    int exit =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "-cf", jar.toString(), "-C", classes, ".");
    assertEquals(0, exit, module);
    return jar;
  }

  private String run(String tool, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    Path printed = folder.resolve(tool + ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), tool + " has not ended");
    String text = Files.readString(printed);
    assertEquals(0, process.exitValue(), text);
    return text;
  }
}
