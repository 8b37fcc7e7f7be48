package org.wingloss.data.dataset;

import org.wingloss.data.InvalidDataException;
import org.wingloss.data.scheme.LandmarkScheme;

/** The check that a layout of any scheme holds the one that was named. */
final class LandmarkCount {
  private LandmarkCount() {}

  static void check(int found, LandmarkScheme scheme, String where) {
    if (found != scheme.count()) {
      throw new InvalidDataException(
          "%s: expected the %d landmarks of %s but found %d (name another scheme after the kind: KIND:SCHEME)"
              .formatted(where, scheme.count(), scheme.name(), found));
    }
  }
}
