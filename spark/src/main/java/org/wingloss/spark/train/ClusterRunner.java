package org.wingloss.spark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.wingloss.spark.session.SparkFailures;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;

/**
 * One task a cell. The driver looks into the run folders while they are at work.
 *
 * @param spark where the tasks run
 * @param task what each does
 */
record ClusterRunner(SparkContext spark, CellTask task) implements Sweep.Runner {
  private static final long POLL_SECONDS = 2;

  @Override
  public void train(Sweep sweep, List<SweepCell> waiting, BiConsumer<SweepCell, Boolean> ended)
      throws InterruptedException {
    List<CellTask.Place> places =
        waiting.stream()
            .map(cell -> CellTask.Place.of(cell, sweep.place(cell).path(), sweep.log(cell)))
            .toList();
    // Who stops the verb stops its trainings: they save and end.
    spark.setJobGroup("wingloss", "trainings", true);
    JavaFutureAction<List<Integer>> job =
        JavaSparkContext.fromSparkContext(spark)
            .parallelize(places, places.size())
            .map(task)
            .collectAsync();
    List<SweepCell> working = new ArrayList<>(waiting);
    List<Integer> exits = exits(job, () -> tellFinished(sweep, working, ended));
    tellFinished(sweep, working, ended);
    for (SweepCell cell : working) {
      ended.accept(cell, exits.get(waiting.indexOf(cell)) != 0);
    }
  }

  private static void tellFinished(
      Sweep sweep, List<SweepCell> working, BiConsumer<SweepCell, Boolean> ended) {
    for (SweepCell cell : List.copyOf(working)) {
      if (sweep.place(cell).isFinished()) {
        working.remove(cell);
        ended.accept(cell, false);
      }
    }
  }

  private static List<Integer> exits(JavaFutureAction<List<Integer>> job, Runnable meanwhile)
      throws InterruptedException {
    while (true) {
      try {
        return job.get(POLL_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        meanwhile.run();
      } catch (InterruptedException e) {
        job.cancel(true);
        throw e;
      } catch (ExecutionException e) {
        throw SparkFailures.unchecked(e);
      }
    }
  }
}
