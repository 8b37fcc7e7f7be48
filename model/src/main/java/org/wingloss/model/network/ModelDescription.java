package org.wingloss.model.network;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * What a user of trained weights must know.
 *
 * @param network the network; it reads RGB in [0, 1], (N, 3, S, S), and gives (N, 2L) network
 *     pixels
 * @param scheme the landmarks
 * @param box how a face box becomes the crop
 * @param loss the loss in its one-line form: {@code wing(w=10,epsilon=2)}
 * @param provenance where the weights come from: recipe, data fingerprint, commit, versions,
 *     machine
 */
public record ModelDescription(
    NetworkSpec network,
    LandmarkScheme scheme,
    BoxProtocol box,
    String loss,
    Map<String, String> provenance) {
  /** Copies the map, sorted. */
  public ModelDescription {
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
  }

  /** L. */
  public int landmarks() {
    return scheme.count();
  }
}
