package org.wingloss.model.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code name} or {@code name(key=value,key=value)}, taken apart. */
record SpecLine(String name, Map<String, String> parameters) {
  /** More would be a slip or an attack, not a network. */
  private static final int LARGEST = 65_536;

  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z][a-z0-9-]*)\\s*(?:\\(([^()]*)\\))?\\s*");

  static SpecLine parse(String line) {
    Matcher matcher = FORM.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a network must read like 'cnn6' or 'cnn6(hidden=512)' but was '" + line + "'");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    String inside = matcher.group(2);
    if (inside != null && !inside.isBlank()) {
      for (String pair : inside.split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("expected key=value but found '" + pair + "'");
        }
        String key = pair.substring(0, equals).strip();
        if (parameters.put(key, pair.substring(equals + 1).strip()) != null) {
          throw new IllegalArgumentException("'" + key + "' is given twice");
        }
      }
    }
    return new SpecLine(matcher.group(1), parameters);
  }

  /** Refuses parameters that the network does not have. */
  void allowOnly(String... keys) {
    for (String key : parameters.keySet()) {
      if (!List.of(keys).contains(key)) {
        throw new IllegalArgumentException(
            "%s has no parameter '%s'; it has %s".formatted(name, key, String.join(", ", keys)));
      }
    }
  }

  int count(String key, int otherwise) {
    String text = parameters.get(key);
    return text == null ? otherwise : count(key, text);
  }

  /** Numbers joined by hyphens: {@code 32-64-128}. */
  List<Integer> counts(String key, List<Integer> otherwise) {
    String text = parameters.get(key);
    if (text == null) {
      return otherwise;
    }
    List<Integer> counts = new ArrayList<>();
    for (String part : text.split("-", -1)) {
      counts.add(count(key, part));
    }
    return counts;
  }

  boolean flag(String key, boolean otherwise) {
    String text = parameters.get(key);
    if (text == null) {
      return otherwise;
    }
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(
          "%s must be true or false but was '%s'".formatted(key, text));
    }
    return text.equals("true");
  }

  private static int count(String key, String text) {
    if (text.matches("[0-9]{1,5}")) {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= LARGEST) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "%s must be a whole number from 1 to %d but was '%s'".formatted(key, LARGEST, text));
  }

  /**
   * The canonical line: the name and those of the pairs {@code key, value, default} that differ.
   */
  static String format(String name, Object... triples) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < triples.length; i += 3) {
      if (!triples[i + 1].equals(triples[i + 2])) {
        pairs.add(triples[i] + "=" + text(triples[i + 1]));
      }
    }
    return pairs.isEmpty() ? name : name + "(" + String.join(",", pairs) + ")";
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? String.join("-", list.stream().map(Object::toString).toList())
        : value.toString();
  }
}
