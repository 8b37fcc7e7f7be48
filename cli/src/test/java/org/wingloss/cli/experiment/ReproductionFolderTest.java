package org.wingloss.cli.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.dataset.DatasetReader;

/** Several shards begin in one folder at once. */
class ReproductionFolderTest {
  private static final ReproductionFolder.Plan PLAN =
      new ReproductionFolder.Plan("table1", "smoke", "aflw", true);

  @TempDir Path folder;

  private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
    ExecutorService shards = Executors.newFixedThreadPool(threads);
    CountDownLatch begin = new CountDownLatch(threads);
    List<Future<T>> all = new ArrayList<>();
    try {
      for (int k = 0; k < threads; k++) {
        all.add(
            shards.submit(
                () -> {
                  begin.countDown();
                  begin.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : all) {
        results.add(one.get());
      }
      return results;
    } finally {
      shards.shutdownNow();
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      inside.forEach(path -> names.add(path.getFileName().toString()));
      return names;
    }
  }

  @Test
  void claim_byManyAtOnce_isGrantedToAll() throws Exception {
    for (int turn = 0; turn < 20; turn++) {
      Path out = folder.resolve("out" + turn);
      atOnce(
          4,
          () -> {
            new ReproductionFolder(out).claim(PLAN);
            return 0;
          });
      assertEquals(Set.of("plan.json"), names(out));
    }
  }

  @Test
  void claim_forAnotherPlan_isRefused() {
    new ReproductionFolder(folder).claim(PLAN);
    assertThrows(
        UsageException.class,
        () ->
            new ReproductionFolder(folder)
                .claim(new ReproductionFolder.Plan("table2", "smoke", "aflw", true)));
  }

  @Test
  void syntheticFaces_renderedByTwoAtOnce_areThereOnce() throws Exception {
    ReproductionFolder out = new ReproductionFolder(folder);
    List<Object> seen =
        atOnce(2, () -> Files.getAttribute(out.synthetic("aflw", line -> {}), "unix:ino"));
    Object there = Files.getAttribute(folder.resolve("data"), "unix:ino");
    assertEquals(List.of(there, there), seen, "nobody's faces were replaced");
    assertEquals(Set.of("data"), names(folder));
    int faces = DatasetReader.of("aflw").read(folder.resolve("data"), "train").size();
    assertEquals(410, faces);
  }
}
