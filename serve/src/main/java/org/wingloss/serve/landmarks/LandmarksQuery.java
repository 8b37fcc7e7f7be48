package org.wingloss.serve.landmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.wingloss.data.geometry.Box;
import org.wingloss.serve.http.HttpProblem;

/**
 * What a request wants of its picture. Boxes, augmentation and refinement are those of {@code
 * predict}.
 *
 * @param boxes face boxes, picture pixels; none where the detector finds the faces
 * @param scheme the landmarks wanted; those of the model where nothing is said
 * @param tta whether test-time augmentation is used
 * @param refine whether boxes are refined; as {@code predict} does where nothing is said
 */
record LandmarksQuery(
    List<Box> boxes, Optional<String> scheme, boolean tta, Optional<Boolean> refine) {
  /** More faces are not localised for one request. */
  static final int MOST_FACES = 64;

  /** The parameters. */
  static final Set<String> NAMES = new TreeSet<>(Set.of("box", "scheme", "tta", "refine"));

  /** The parameters of a request with several pictures, each of which has faces of its own. */
  static final Set<String> NAMES_OF_BATCH = new TreeSet<>(Set.of("scheme", "tta", "refine"));

  /**
   * Reads a query.
   *
   * @param known the parameters that it may have
   * @throws HttpProblem 400 naming the parameter that cannot be used
   */
  static LandmarksQuery of(Fields query, Set<String> known) {
    for (Fields.Field field : query) {
      if (!known.contains(field.getName())) {
        throw wrong(
            "no parameter is called '%s'; known: %s"
                .formatted(shown(field.getName()), String.join(", ", known)));
      }
    }
    return new LandmarksQuery(
        boxes(query.getValuesOrEmpty("box")),
        one(query, "scheme"),
        one(query, "tta").map(text -> truth("tta", text)).orElse(false),
        one(query, "refine").map(text -> truth("refine", text)));
  }

  private static List<Box> boxes(List<String> texts) {
    if (texts.size() > MOST_FACES) {
      throw wrong(
          "at most %d boxes are taken but there are %d".formatted(MOST_FACES, texts.size()));
    }
    List<Box> boxes = new ArrayList<>();
    for (String text : texts) {
      try {
        boxes.add(Box.parse("'box'", text));
      } catch (IllegalArgumentException e) {
        throw wrong(e.getMessage().replace(text, shown(text)));
      }
    }
    return boxes;
  }

  private static Optional<String> one(Fields query, String name) {
    List<String> values = query.getValuesOrEmpty(name);
    if (values.size() > 1) {
      throw wrong("'%s' may be given once but was given %d times".formatted(name, values.size()));
    }
    return values.stream().findFirst();
  }

  private static boolean truth(String name, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong("'%s' must be true or false but was '%s'".formatted(name, shown(text)));
    }
    return text.equals("true");
  }

  static HttpProblem wrong(String detail) {
    return new HttpProblem(HttpStatus.BAD_REQUEST_400, detail);
  }

  static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
