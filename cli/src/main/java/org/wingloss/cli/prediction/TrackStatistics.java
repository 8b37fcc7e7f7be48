package org.wingloss.cli.prediction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.wingloss.data.format.StrictJson;

/**
 * How fast and how steadily a face was followed.
 *
 * @param latencies milliseconds of each frame, at least one
 * @param lost frames in which the face was lost
 * @param rawJitter before the filter, percent of the face
 * @param jitter after it
 */
public record TrackStatistics(List<Double> latencies, int lost, double rawJitter, double jitter) {
  /** Sorts the latencies. */
  public TrackStatistics {
    latencies = latencies.stream().sorted().toList();
  }

  private double framesPerSecond() {
    return 1000 * latencies.size() / latencies.stream().mapToDouble(d -> d).sum();
  }

  private double median() {
    return latencies.get(latencies.size() / 2);
  }

  private double percentile95() {
    return latencies.get((int) (0.95 * (latencies.size() - 1)));
  }

  /** As a JSON document. */
  public ObjectNode document() {
    ObjectNode root = StrictJson.mapper().createObjectNode();
    root.put("frames", latencies.size());
    root.put("lost", lost);
    root.put("frames-per-second", framesPerSecond());
    root.put("latency-median-ms", median());
    root.put("latency-p95-ms", percentile95());
    root.put("jitter-raw-percent", rawJitter);
    root.put("jitter-percent", jitter);
    return root;
  }

  /** As one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%d frames, %d lost, %.0f frames/s, latency %.2f ms (95 %%: %.2f ms),"
            + " jitter %.3f %% of the face, %.3f %% before the filter",
        latencies.size(),
        lost,
        framesPerSecond(),
        median(),
        percentile95(),
        jitter,
        rawJitter);
  }
}
