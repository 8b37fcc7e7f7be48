package org.wingloss.model.localiser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * How long a localiser takes for one face of a decoded picture, part by part: medians after a
 * warm-up, on the caller's thread.
 *
 * @param parts name → milliseconds: crop and network of each stage
 * @param total milliseconds from picture and box to landmarks in the picture
 */
public record Bench(Map<String, Double> parts, double total) {
  /** Keeps the order of the parts. */
  public Bench {
    parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * Measures.
   *
   * @param turns how often each part is measured, after as many turns of warm-up
   */
  public static Bench measure(Localiser localiser, RgbImage image, Box box, int turns) {
    Map<String, Double> parts = new LinkedHashMap<>();
    List<OnnxNetwork> networks = networks(localiser);
    for (int stage = 0; stage < networks.size(); stage++) {
      OnnxNetwork network = networks.get(stage);
      AffineMap map =
          AffineMap.boxToSquare(network.description().box().cropBox(box), network.size());
      List<OnnxNetwork.Crop> crops = List.of(new OnnxNetwork.Crop(image, map));
      String prefix = networks.size() == 1 ? "" : "stage " + (stage + 1) + " ";
      double crop = median(turns, () -> network.crop(crops));
      double both = median(turns, () -> network.run(crops));
      parts.put(prefix + "crop", crop);
      parts.put(prefix + "network", Math.max(0, both - crop));
    }
    return new Bench(parts, median(turns, () -> localiser.localise(image, box)));
  }

  private static List<OnnxNetwork> networks(Localiser localiser) {
    List<OnnxNetwork> networks = new ArrayList<>();
    if (localiser instanceof TwoStageLocaliser two) {
      networks.add(two.first().network());
      networks.add(two.second());
    } else {
      networks.add(((OneStageLocaliser) localiser).network());
    }
    return networks;
  }

  private static double median(int turns, Runnable work) {
    for (int i = 0; i < turns; i++) {
      work.run();
    }
    long[] nanoseconds = new long[turns];
    for (int i = 0; i < turns; i++) {
      long begin = System.nanoTime();
      work.run();
      nanoseconds[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanoseconds);
    return nanoseconds[turns / 2] / 1e6;
  }
}
