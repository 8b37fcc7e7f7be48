package org.wingloss.data.stream;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wingloss.data.NumberText;

/**
 * The name of a tar: {@code train-00017.tar}.
 *
 * @param split whose samples it holds
 * @param number from 0 to 9,999,999
 */
public record ShardName(Split split, int number) implements Serializable, Comparable<ShardName> {
  private static final int MOST = 9_999_999;
  private static final Pattern FORM =
      Pattern.compile("(train|validation)-([0-9]{5}|[1-9][0-9]{5,6})\\.tar");

  /** What the samples are for. */
  public enum Split {
    /** To learn from. */
    TRAIN,
    /** Held out of training. */
    VALIDATION;

    /** The word in names. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the number. */
  public ShardName {
    if (number < 0 || number > MOST) {
      throw new IllegalArgumentException(
          "the number of a tar must be from 0 to %d but was %d".formatted(MOST, number));
    }
  }

  /**
   * Reads a file's name.
   *
   * @throws IllegalArgumentException if no tar is called so
   */
  static ShardName of(String file) {
    Matcher form = FORM.matcher(file);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected a name like train-00017.tar but found '%s'".formatted(file));
    }
    Split split = Split.valueOf(form.group(1).toUpperCase(Locale.ROOT));
    return new ShardName(split, Integer.parseInt(form.group(2)));
  }

  /** The file's name. */
  public String file() {
    return stem() + ".tar";
  }

  /** What sample {@code index} of the tar is called, before its ending. */
  String key(int index) {
    return NumberText.format("%s-%06d", stem(), index);
  }

  private String stem() {
    return NumberText.format("%s-%05d", split.word(), number);
  }

  @Override
  public int compareTo(ShardName other) {
    return Comparator.comparing(ShardName::split)
        .thenComparingInt(ShardName::number)
        .compare(this, other);
  }
}
