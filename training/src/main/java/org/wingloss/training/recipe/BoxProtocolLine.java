package org.wingloss.training.recipe;

import java.util.Locale;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.line.SettingLine;

/** The one-line form of a {@link BoxProtocol}: {@code truth(enlarge=1.25,square=true)}. */
public final class BoxProtocolLine {
  private BoxProtocolLine() {}

  static BoxProtocol of(String line) {
    SettingLine setting = SettingLine.parse(line, "truth(enlarge=1,square=true)");
    BoxProtocol.Kind kind =
        switch (setting.name()) {
          case "truth" -> BoxProtocol.Kind.TRUTH;
          case "dataset" -> BoxProtocol.Kind.DATASET;
          case "file" -> BoxProtocol.Kind.FILE;
          default ->
              throw new IllegalArgumentException(
                  "a box is truth, dataset or file but was '" + setting.name() + "'");
        };
    BoxProtocol box =
        new BoxProtocol(kind, setting.number("enlarge", 1), setting.flag("square", true));
    setting.end();
    return box;
  }

  /** The line that recipes have. */
  public static String line(BoxProtocol box) {
    String name = box.kind().name().toLowerCase(Locale.ROOT);
    return SettingLine.print(name, "enlarge", box.enlarge(), "square", box.square());
  }
}
