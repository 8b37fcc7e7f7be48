package org.wingloss.model.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * How long a localiser takes for one face of a decoded picture, part by part, after a warm-up, on
 * the caller's thread. The parts are measured in turns, so that other work on the machine burdens
 * all of them alike.
 *
 * @param parts name → time: crop and network of each stage
 * @param total from picture and box to landmarks in the picture
 */
public record LatencyBenchmark(Map<String, Time> parts, Time total) {
  /** Keeps the order of the parts. */
  public LatencyBenchmark {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * What was measured of one part, milliseconds.
   *
   * @param median of all turns
   * @param fastest of all turns: what the machine can do when nothing else runs
   */
  public record Time(double median, double fastest) {
    /** The two figures of samples in nanoseconds. */
    public static Time of(long[] nanoseconds) {
      long[] sorted = nanoseconds.clone();
      Arrays.sort(sorted);
      return new Time(sorted[sorted.length / 2] / 1e6, sorted[0] / 1e6);
    }
  }

  /**
   * Measures.
   *
   * @param turns how often each part is measured, after as many turns of warm-up
   */
  public static LatencyBenchmark measure(Localiser localiser, RgbImage image, Box box, int turns) {
    List<Localiser.Stage> stages = localiser.stages(new FaceInput(image, box));
    List<Runnable> works = new ArrayList<>();
    for (Localiser.Stage stage : stages) {
      PlacedFace face = stage.face();
      OnnxNetwork network = stage.network();
      NetworkCrop crop = NetworkCrop.of(image, face.chain().map(), network.size());
      works.add(() -> NetworkCrop.of(image, face.chain().map(), network.size()));
      works.add(() -> network.forward(List.of(crop.pixels())));
    }
    works.add(() -> localiser.localise(image, box));
    List<Time> times = inTurns(works, turns);
    Map<String, Time> parts = new LinkedHashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      String prefix = stages.size() == 1 ? "" : "stage %d ".formatted(i + 1);
      parts.put(prefix + "crop", times.get(2 * i));
      parts.put(prefix + "network", times.get(2 * i + 1));
    }
    return new LatencyBenchmark(parts, times.get(times.size() - 1));
  }

  private static List<Time> inTurns(List<Runnable> works, int turns) {
    long[][] nanoseconds = new long[works.size()][turns];
    for (int turn = -turns; turn < turns; turn++) {
      for (int i = 0; i < works.size(); i++) {
        long begin = System.nanoTime();
        works.get(i).run();
        if (turn >= 0) {
          nanoseconds[i][turn] = System.nanoTime() - begin;
        }
      }
    }
    return Arrays.stream(nanoseconds).map(Time::of).toList();
  }
}
