package org.wingloss.benchmark;

import java.util.Map;

/** A part of the benchmarks that can be run alone: rows of figures. */
sealed interface BenchmarkPart permits JmhPart, LossCostPart, StartPart, TrainingPart {
  /** What {@code --only} and the READMEs call it. */
  String name();

  /** Of every figure whose name says nothing else. */
  String unit();

  /** Measures. */
  void run(Effort effort, Rows rows) throws Exception;

  /** How long is measured: as the READMEs have it, or so short that it only shows that it works. */
  enum Effort {
    FULL,
    QUICK;

    /** One of two numbers. */
    int of(int full, int quick) {
      return this == FULL ? full : quick;
    }
  }

  /** Takes a row as soon as it is measured. */
  @FunctionalInterface
  interface Rows {
    /**
     * Takes it.
     *
     * @param figures name → figure, such as {@code median}
     */
    void add(String name, Map<String, Double> figures);
  }
}
