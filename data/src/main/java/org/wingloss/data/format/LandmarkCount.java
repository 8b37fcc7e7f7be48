package org.wingloss.data.format;

import java.util.function.IntPredicate;
import org.wingloss.data.InvalidDataException;

/**
 * How many landmarks the faces of a list must have.
 *
 * @param scheme the scheme's name, for messages
 * @param count L
 * @param known whether some known scheme has so many landmarks
 */
public record LandmarkCount(String scheme, int count, IntPredicate known) {
  /**
   * Checks what a file has.
   *
   * @param where the file and the place in it
   * @throws InvalidDataException if it is another number
   */
  public void check(int found, String where) {
    if (found != count) {
      throw new InvalidDataException(
          "%s: expected the %d landmarks of %s but found %d (name another scheme after the kind: KIND:SCHEME)"
              .formatted(where, count, scheme, found));
    }
  }
}
