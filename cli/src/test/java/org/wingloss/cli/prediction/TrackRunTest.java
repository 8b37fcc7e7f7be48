package org.wingloss.cli.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrackRunTest {
  @Test
  void statistics_ofTwoFrames_haveTheSlowerOneAsTheir95thPercentile() {
    TrackRun.Statistics statistics = new TrackRun.Statistics(List.of(153.33, 64.04), 0, 0.02, 0.01);
    assertTrue(statistics.text().contains("(95 %: 153.33 ms)"), statistics.text());
  }

  /** Of 20, 40 … frames 95 % is a whole number; of others it is rounded up. */
  @Test
  void statistics_ofAnyNumberOfFrames_haveThePercentileOfTheNearestRank() {
    for (int frames = 1; frames <= 200; frames++) {
      List<Double> latencies =
          IntStream.rangeClosed(1, frames).mapToObj(frame -> (double) frame).toList();
      int rank = (95 * frames + 99) / 100;
      assertEquals(
          rank,
          new TrackRun.Statistics(latencies, 0, 0.02, 0.01)
              .document()
              .path("latency-p95-ms")
              .doubleValue());
    }
  }
}
