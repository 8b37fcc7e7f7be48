package org.wingloss.loss;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one-line form of a loss, {@code name} or {@code name(parameter=value,…)}. Names are {@code
 * [a-z0-9][a-z0-9-]*}, parameters {@code [a-z][a-z0-9-]*}. Blanks may stand around names, brackets,
 * parameters and values; empty brackets mean the same as none. A parameter is given at most once. A
 * value is a finite decimal number: {@code 10}, {@code .5}, {@code 3e-5}.
 */
final class LossLine {
  private static final Pattern LINE =
      Pattern.compile("\\s*([a-z0-9][a-z0-9-]*)\\s*(?:\\(([^()]*)\\)\\s*)?");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  /** Digits are given back never (++), or a million of them take hours. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?");

  /** Longer than any loss; bounds the message. */
  private static final int LONGEST = 8192;

  private static final String NAMES = "l1, l2, smooth-l1, wing, rectified-wing, soft-wing";

  private final String line;
  private final Map<String, Double> given = new LinkedHashMap<>();

  private LossLine(String line) {
    this.line = line;
  }

  static LandmarkLoss parse(String line) {
    if (line.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a loss is written as wing(w=10,epsilon=2), in at most %d characters, but has %d"
              .formatted(LONGEST, line.length()));
    }
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a loss is written as wing(w=10,epsilon=2) but was '%s'".formatted(line));
    }
    LossLine read = new LossLine(line);
    if (parts.group(2) != null && !parts.group(2).isBlank()) {
      read.parameters(parts.group(2));
    }
    LandmarkLoss loss =
        switch (parts.group(1)) {
          case "l1" -> new L1Loss();
          case "l2" -> new L2Loss();
          case "smooth-l1" -> new SmoothL1Loss(read.take("threshold", 1));
          case "wing" -> new WingLoss(read.take("w", 10), read.take("epsilon", 2));
          case "rectified-wing" ->
              new RectifiedWingLoss(
                  read.take("r", 0.5), read.take("w", 10), read.take("epsilon", 2));
          case "soft-wing" ->
              new SoftWingLoss(
                  read.take("omega1", 2), read.take("omega2", 20), read.take("epsilon", 0.5));
          default ->
              throw new IllegalArgumentException(
                  "no loss is called '%s'; known: %s".formatted(parts.group(1), NAMES));
        };
    if (!read.given.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no parameter '%s'; it is written as %s"
              .formatted(parts.group(1), read.given.keySet().iterator().next(), loss));
    }
    return loss;
  }

  /** {@code name(parameter=value,…)}; numbers as in {@code 10} and {@code 3e-5}. */
  static String print(String name, Object... namesAndValues) {
    StringBuilder out = new StringBuilder(name).append('(');
    for (int i = 0; i < namesAndValues.length; i += 2) {
      out.append(i == 0 ? "" : ",").append(namesAndValues[i]).append('=');
      out.append(number((Double) namesAndValues[i + 1]));
    }
    return out.append(')').toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : Double.toString(value).replace(".0E", "e").replace("E", "e");
  }

  private void parameters(String list) {
    for (String part : list.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (!NAME.matcher(name).matches()
          || !NUMBER.matcher(value).matches()
          || Double.isInfinite(Double.parseDouble(value))) {
        throw new IllegalArgumentException(
            "'%s': parameter '%s' needs a finite decimal number, as in %s=2, but was '%s'"
                .formatted(line, name, name.isEmpty() ? "epsilon" : name, part.strip()));
      }
      if (given.put(name, Double.valueOf(value)) != null) {
        throw new IllegalArgumentException(
            "'%s': parameter '%s' is given twice".formatted(line, name));
      }
    }
  }

  private double take(String name, double otherwise) {
    Double value = given.remove(name);
    return value == null ? otherwise : value;
  }
}
