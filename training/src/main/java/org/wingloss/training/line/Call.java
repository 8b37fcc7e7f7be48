package org.wingloss.training.line;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recipe's one-line value {@code name} or {@code name(key=value,key=value)}, taken apart. Whoever
 * reads it takes the parameters that it knows and then calls {@link #end}, which refuses the rest.
 */
public final class Call {
  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z0-9][a-z0-9-]*)\\s*(?:\\(([^()]*)\\))?\\s*");

  private final String name;
  private final Map<String, String> left = new LinkedHashMap<>();

  private Call(String name) {
    this.name = name;
  }

  /**
   * Takes a line apart.
   *
   * @param line what the recipe says
   * @param example a line that would do, for the message
   * @throws IllegalArgumentException if the line has another form or a key occurs twice
   */
  public static Call parse(String line, String example) {
    Matcher matcher = FORM.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a line like '%s' but found '%s'".formatted(example, line));
    }
    Call call = new Call(matcher.group(1));
    String inside = matcher.group(2);
    if (inside != null && !inside.isBlank()) {
      for (String pair : inside.split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "expected key=value in '%s' but found '%s'".formatted(line, pair.strip()));
        }
        String key = pair.substring(0, equals).strip();
        if (call.left.put(key, pair.substring(equals + 1).strip()) != null) {
          throw new IllegalArgumentException("'%s' is given twice in '%s'".formatted(key, line));
        }
      }
    }
    return call;
  }

  /** The name before the brackets. */
  public String name() {
    return name;
  }

  /** Takes a text; {@code otherwise} stands for a key that is absent. */
  public String text(String key, String otherwise) {
    String value = left.remove(key);
    return value == null ? otherwise : value;
  }

  /**
   * Takes a number that must be there.
   *
   * @throws IllegalArgumentException if the key is absent or its value is no finite number
   */
  public double number(String key) {
    String value = left.remove(key);
    if (value == null) {
      throw new IllegalArgumentException("%s needs '%s'".formatted(name, key));
    }
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the sentence below, which says more.
    }
    throw new IllegalArgumentException(
        "%s of %s must be a finite number but was '%s'".formatted(key, name, value));
  }

  /** Takes a number; {@code otherwise} stands for a key that is absent. */
  public double number(String key, double otherwise) {
    return left.containsKey(key) ? number(key) : otherwise;
  }

  /** Takes a whole number; {@code otherwise} stands for a key that is absent. */
  public int whole(String key, int otherwise) {
    if (!left.containsKey(key)) {
      return otherwise;
    }
    String text = left.get(key);
    double number = number(key);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s of %s must be a whole number but was '%s'".formatted(key, name, text));
    }
    return (int) number;
  }

  /** Whether a key is there that was not yet taken. */
  public boolean has(String key) {
    return left.containsKey(key);
  }

  /**
   * Takes a whole number or the word that stands for one.
   *
   * @param word such as {@code auto}; also stands for a key that is absent
   * @param meaning what the word means
   */
  public int wholeOr(String key, String word, int meaning) {
    if (word.equals(left.get(key))) {
      left.remove(key);
    }
    return whole(key, meaning);
  }

  /** Takes {@code true} or {@code false}; {@code otherwise} stands for a key that is absent. */
  public boolean flag(String key, boolean otherwise) {
    String value = left.remove(key);
    if (value == null) {
      return otherwise;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s of %s must be true or false but was '%s'".formatted(key, name, value));
    };
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException if a parameter was not taken, hence is not known
   */
  public void end() {
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no parameter '%s'".formatted(name, left.keySet().iterator().next()));
    }
  }

  /** A number as recipes write it: {@code 3e-5} and {@code 10}, never {@code 10.0}. */
  public static String format(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e7) {
      return Long.toString((long) number);
    }
    return Double.toString(number).replace(".0E", "e").replace("E", "e");
  }
}
