package org.wingloss.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Benchmarks that JMH runs, each in a process of its own. A row is named by the method, where the
 * class has several, and the parameters. Its figures: {@code median} and {@code best} by the clock,
 * {@code processor} from the processor time of the whole process, {@code bytes} allocated per
 * operation. {@code processor} is what a busy machine changes least.
 *
 * @param unit of the first three: a time, or {@code 1/s} where operations per second are counted
 * @param benchmarks a class of {@code org.wingloss.benchmark.jmh}
 * @param quick the parameters that {@code --quick} leaves; those that it does not name keep all
 */
record JmhPart(String name, String unit, Class<?> benchmarks, Map<String, List<String>> quick)
    implements BenchmarkPart {
  private static final List<String> JVM =
      List.of(
          "-XX:+UseParallelGC",
          "-Xmx2g",
          "-Djava.awt.headless=true",
          "-Dai.djl.offline=true",
          "-DOPT_OUT_TRACKING=true",
          "-Dai.djl.pytorch.num_threads=1");

  private static final String PER_SECOND = "1/s";

  @Override
  public void run(Effort effort, Rows rows) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmarks.getName().replace(".", "\\.") + "\\.")
            .jvmArgs(JVM.toArray(String[]::new))
            .addProfiler(GCProfiler.class)
            .addProfiler(ProcessorTime.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (effort == Effort.QUICK) {
      options
          .forks(1)
          .warmupIterations(1)
          .warmupTime(TimeValue.milliseconds(600))
          .measurementIterations(2)
          .measurementTime(TimeValue.milliseconds(500));
      quick.forEach((key, values) -> options.param(key, values.toArray(String[]::new)));
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    boolean several =
        results.stream().map(result -> result.getParams().getBenchmark()).distinct().count() > 1;
    for (RunResult result : results) {
      rows.add(rowName(result.getParams(), several), figures(result));
    }
  }

  private static String rowName(BenchmarkParams params, boolean several) {
    List<String> words = new ArrayList<>();
    if (several) {
      words.add(params.getBenchmark().replaceFirst(".*\\.", ""));
    }
    params.getParamsKeys().forEach(key -> words.add(params.getParam(key)));
    return words.isEmpty() ? params.getBenchmark().replaceFirst(".*\\.", "") : join(words);
  }

  private static String join(List<String> words) {
    return words.stream().collect(Collectors.joining(" "));
  }

  private Map<String, Double> figures(RunResult result) {
    boolean rate = result.getParams().getMode() == Mode.Throughput;
    if (rate != unit.equals(PER_SECOND) || !printed(result).equals(unit)) {
      throw new IllegalStateException(
          "%s is measured in %s but stated in %s"
              .formatted(benchmarks.getSimpleName(), printed(result), unit));
    }
    Statistics samples = result.getPrimaryResult().getStatistics();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("median", samples.getPercentile(50));
    figures.put("best", rate ? samples.getMax() : samples.getMin());
    double nanoseconds = secondary(result, ProcessorTime.LABEL);
    TimeUnit time = result.getParams().getTimeUnit();
    double units = nanoseconds / time.toNanos(1);
    figures.put("processor", rate ? 1 / units : units);
    figures.put("bytes", secondary(result, "gc.alloc.rate.norm"));
    return figures;
  }

  private static String printed(RunResult result) {
    return result
        .getPrimaryResult()
        .getScoreUnit()
        .replace("ops/s", PER_SECOND)
        .replace("us/op", "µs")
        .replace("/op", "");
  }

  @SuppressWarnings("rawtypes") // JMH's.
  private static double secondary(RunResult result, String label) {
    for (Map.Entry<String, Result> entry : result.getSecondaryResults().entrySet()) {
      if (entry.getKey().endsWith(label)) {
        return entry.getValue().getScore();
      }
    }
    throw new IllegalStateException("JMH has no " + label);
  }
}
