package org.wingloss.data.synthetic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.InvalidDataException;

/** Where the landmarks of each scheme lie on the head's curves, read from {@code points.json}. */
final class LandmarkLayout {
  private static final Map<String, LandmarkLayout> ALL = readAll();

  /** One landmark. */
  record Place(Curve curve, double t) {}

  private final List<Place> places;

  private LandmarkLayout(List<Place> places) {
    this.places = List.copyOf(places);
  }

  /** The schemes that can be drawn. */
  static Set<String> names() {
    return ALL.keySet();
  }

  /**
   * A scheme's layout.
   *
   * @throws InvalidDataException if the head does not know the scheme
   */
  static LandmarkLayout of(String scheme) {
    LandmarkLayout layout = ALL.get(scheme);
    if (layout == null) {
      throw new InvalidDataException(
          "synthetic faces know no landmark scheme '%s'; known: %s"
              .formatted(scheme, String.join(", ", ALL.keySet())));
    }
    return layout;
  }

  /** The landmarks in order. */
  List<Place> places() {
    return places;
  }

  private static Map<String, LandmarkLayout> readAll() {
    Map<String, LandmarkLayout> out = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> scheme : HeadTemplate.read("points.json").properties()) {
      List<Place> places = new ArrayList<>();
      for (JsonNode run : scheme.getValue()) {
        addRun(run.asText(), places);
      }
      out.put(scheme.getKey(), new LandmarkLayout(places));
    }
    return java.util.Collections.unmodifiableMap(out);
  }

  /** A run reads {@code curve from to count}, or {@code curve at}. */
  private static void addRun(String run, List<Place> places) {
    List<String> words = List.of(run.split(" ", -1));
    Curve curve = HeadTemplate.get().curve(words.get(0));
    double from = Double.parseDouble(words.get(1));
    double to = words.size() > 2 ? Double.parseDouble(words.get(2)) : from;
    int count = words.size() > 3 ? Integer.parseInt(words.get(3)) : 1;
    for (int i = 0; i < count; i++) {
      double t = count == 1 ? from : from + (to - from) * i / (count - 1);
      curve.segment(t);
      places.add(new Place(curve, t));
    }
  }
}
