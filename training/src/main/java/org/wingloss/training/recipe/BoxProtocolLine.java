package org.wingloss.training.recipe;

import java.util.Locale;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.line.Labels;
import org.wingloss.data.line.SettingLine;

/** The one-line form of a {@link BoxProtocol}: {@code truth(enlarge=1.25,square=true)}. */
public final class BoxProtocolLine {
  private BoxProtocolLine() {}

  static BoxProtocol of(String line) {
    SettingLine setting = SettingLine.parse(line, "truth(enlarge=1,square=true)");
    BoxProtocol.Kind kind =
        Labels.find("a box is", BoxProtocol.Kind.values(), BoxProtocolLine::label, setting.name());
    BoxProtocol box =
        new BoxProtocol(kind, setting.number("enlarge", 1), setting.flag("square", true));
    setting.end();
    return box;
  }

  /** The line that recipes have. */
  public static String line(BoxProtocol box) {
    return SettingLine.print(label(box.kind()), "enlarge", box.enlarge(), "square", box.square());
  }

  private static String label(BoxProtocol.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
