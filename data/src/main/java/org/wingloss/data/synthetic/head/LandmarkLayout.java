package org.wingloss.data.synthetic.head;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.InvalidDataException;

/**
 * Where the landmarks of each scheme lie on the head, read from {@code points.json}. A run of
 * landmarks reads {@code curve from to count [offset]} (parameters of the curve; the offset in
 * millimetres moves it down the face), one landmark {@code curve at}; {@code mid A at B at} is the
 * middle of two; {@code pupil.left}, {@code ear.left} and their likes stand for themselves.
 */
public final class LandmarkLayout {
  private static final Map<String, LandmarkLayout> ALL = readAll();

  private final List<LandmarkPlace> places;

  private LandmarkLayout(List<LandmarkPlace> places) {
    this.places = List.copyOf(places);
  }

  /** The schemes that can be drawn. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /**
   * A scheme's layout.
   *
   * @throws InvalidDataException if the head does not know the scheme
   */
  public static LandmarkLayout of(String scheme) {
    LandmarkLayout layout = ALL.get(scheme);
    if (layout == null) {
      throw new InvalidDataException(
          "synthetic faces know no landmark scheme '%s'; known: %s"
              .formatted(scheme, String.join(", ", ALL.keySet())));
    }
    return layout;
  }

  /** The landmarks in order. */
  List<LandmarkPlace> places() {
    return places;
  }

  /**
   * {@code {u, v}} of every landmark on the unrolled face.
   *
   * @throws IllegalStateException if one of them lies on no single place of it
   */
  public List<double[]> sheet() {
    return places.stream().map(LandmarkPlace::onSheet).toList();
  }

  private static Map<String, LandmarkLayout> readAll() {
    Map<String, LandmarkLayout> out = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> scheme : HeadTemplate.read("points.json").properties()) {
      List<LandmarkPlace> places = new ArrayList<>();
      for (JsonNode run : scheme.getValue()) {
        addRun(List.of(run.asText().split(" ", -1)), places);
      }
      out.put(scheme.getKey(), new LandmarkLayout(places));
    }
    return java.util.Collections.unmodifiableMap(out);
  }

  private static void addRun(List<String> words, List<LandmarkPlace> places) {
    switch (words.get(0)) {
      case "pupil.left" -> places.add(new LandmarkPlace.Pupil(-1));
      case "pupil.right" -> places.add(new LandmarkPlace.Pupil(1));
      case "ear.left" -> places.add(new LandmarkPlace.OnMesh(HeadMesh.get().earLobe(-1)));
      case "ear.right" -> places.add(new LandmarkPlace.OnMesh(HeadMesh.get().earLobe(1)));
      case "mid" ->
          places.add(
              new LandmarkPlace.Between(
                  Anchor.on(curve(words.get(1)), number(words.get(2))),
                  Anchor.on(curve(words.get(3)), number(words.get(4)))));
      default -> addCurve(words, places);
    }
  }

  private static void addCurve(List<String> words, List<LandmarkPlace> places) {
    Curve curve = curve(words.get(0));
    double from = number(words.get(1));
    double to = words.size() > 2 ? number(words.get(2)) : from;
    int count = words.size() > 3 ? Integer.parseInt(words.get(3)) : 1;
    double offset = words.size() > 4 ? number(words.get(4)) : 0;
    for (int i = 0; i < count; i++) {
      double t = count == 1 ? from : from + (to - from) * i / (count - 1);
      if (curve.name().equals("jaw")) {
        places.add(new LandmarkPlace.OnJaw(t));
      } else {
        places.add(
            new LandmarkPlace.OnMesh(offset == 0 ? Anchor.on(curve, t) : moved(curve, t, offset)));
      }
    }
  }

  private static Anchor moved(Curve curve, double t, double offset) {
    double[] a = HeadTemplate.get().sheet(curve.vertices()[curve.segment(t)]);
    double[] b = HeadTemplate.get().sheet(curve.vertices()[curve.segment(t) + 1]);
    double share = curve.share(t);
    Anchor anchor =
        Anchor.onSheet(a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]) + offset);
    return java.util.Objects.requireNonNull(anchor, curve.name());
  }

  private static Curve curve(String name) {
    return HeadTemplate.get().curve(name);
  }

  private static double number(String word) {
    return Double.parseDouble(word);
  }
}
