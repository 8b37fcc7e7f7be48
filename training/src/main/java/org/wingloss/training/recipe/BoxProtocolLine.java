package org.wingloss.training.recipe;

import java.util.Locale;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.training.line.Call;

/** The one-line form of a {@link BoxProtocol}: {@code truth(enlarge=1.25,square=true)}. */
final class BoxProtocolLine {
  private BoxProtocolLine() {}

  static BoxProtocol of(String line) {
    Call call = Call.parse(line, "truth(enlarge=1,square=true)");
    BoxProtocol.Kind kind =
        switch (call.name()) {
          case "truth" -> BoxProtocol.Kind.TRUTH;
          case "dataset" -> BoxProtocol.Kind.DATASET;
          case "file" -> BoxProtocol.Kind.FILE;
          default ->
              throw new IllegalArgumentException(
                  "a box is truth, dataset or file but was '" + call.name() + "'");
        };
    BoxProtocol box = new BoxProtocol(kind, call.number("enlarge", 1), call.flag("square", true));
    call.end();
    return box;
  }

  static String line(BoxProtocol box) {
    return "%s(enlarge=%s,square=%s)"
        .formatted(
            box.kind().name().toLowerCase(Locale.ROOT), Call.format(box.enlarge()), box.square());
  }
}
