package org.wingloss.data.reader;

import java.util.List;
import org.wingloss.data.InvalidDataException;

/** The layouts by name. */
final class Layouts {
  private static final List<String> KINDS = List.of("300w");

  private Layouts() {}

  static List<String> kinds() {
    return KINDS;
  }

  static Layout of(String kind) {
    return switch (kind) {
      case "300w" -> new ThreeHundredW();
      default ->
          throw new InvalidDataException(
              "no kind of data set is called '%s'; known: %s"
                  .formatted(kind, String.join(", ", KINDS)));
    };
  }
}
