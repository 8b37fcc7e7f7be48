package org.wingloss.spark.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.spark.ExecutorProcesses;
import org.wingloss.spark.Program;

/** Two executors in processes of their own, one of which is killed in the middle of its task. */
@EnabledOnOs(OS.LINUX)
class KilledExecutorTest {
  private static final int FACES = 36;

  @TempDir private Path folder;

  @Test
  void predict_oneOfTwoExecutorsKilled_hasTheBytesOfOneProcess() throws Exception {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    SyntheticFaces faces = new SyntheticFaces(8);
    for (int i = 0; i < FACES; i++) {
      ImageFiles.writePng(faces.face(i, 256).image(), photos.resolve(i + ".png"));
    }
    Program.run(ExitCode.OK, folder, "predict", "photos", "--out", "plain.jsonl");
    try (Program spark =
        Program.start(
            folder,
            "spark",
            "predict",
            "photos",
            "--out",
            "spark.jsonl",
            "--partitions",
            "2",
            "--master",
            "local-cluster[2,1,1024]")) {
      ExecutorProcesses.killOneAtWork(spark, KilledExecutorTest::hasOpenedItsModels);
      String said = spark.ended(ExitCode.OK);
      // It was at work on a task, which was then given to another.
      assertTrue(said.contains("Lost task"), said);
    }
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("plain.jsonl")),
        Files.readAllBytes(folder.resolve("spark.jsonl")));
  }

  /** The engine's library is loaded by the first task, before its first picture. */
  private static boolean hasOpenedItsModels(ProcessHandle executor) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(executor.pid()), "maps"))
          .contains("onnxruntime");
    } catch (IOException e) {
      return false;
    }
  }
}
