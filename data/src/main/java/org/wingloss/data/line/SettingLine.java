package org.wingloss.data.line;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wingloss.data.format.TextFile;

/**
 * A setting of one line, {@code name} or {@code name(key=value,key=value)}, taken apart. Networks,
 * optimisers, schedules, augmentations, boxes, balancing, validation and initial weights are
 * written so.
 *
 * <p>The rule:
 *
 * <ul>
 *   <li>A name is {@code [a-z0-9][a-z0-9-]*}, a key {@code [a-z][a-z0-9-]*}.
 *   <li>Blanks may stand around names, brackets, keys and values. Empty brackets mean the same as
 *       none: {@code wing()} is {@code wing}.
 *   <li>A key is given at most once and always has a value. The order of keys does not matter. A
 *       key that nobody asks for is refused, and the message names the keys that are known.
 *   <li>A number is decimal and finite: {@code 10}, {@code 0.5}, {@code .5}, {@code 3e-5}. Neither
 *       hexadecimal numbers nor {@code NaN}, {@code Infinity} or a trailing {@code d} or {@code f}
 *       are read. A whole number has digits and perhaps a sign.
 *   <li>A flag is {@code true} or {@code false}.
 *   <li>Lists are joined with hyphens, without blanks: {@code 32-64-128}.
 * </ul>
 *
 * <p>The losses follow the same rule with code of their own, because their module depends on no
 * other. Whoever reads a line asks for every key that it knows and then calls {@link #end}.
 */
public final class SettingLine {
  /**
   * Longer than any setting with a path in it; bounds the time of the patterns and the messages.
   */
  private static final int LONGEST = 8192;

  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z0-9][a-z0-9-]*)\\s*(?:\\(([^()]*)\\)\\s*)?");
  private static final Pattern PAIR =
      Pattern.compile("\\s*([a-z][a-z0-9-]*)\\s*=\\s*(\\S(?:.*\\S)?)\\s*");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,10}");

  /** A hyphen between two members; that of {@code 5e-4} is none. */
  private static final Pattern JOINT = Pattern.compile("(?<![eE])-");

  private final String name;
  private final Map<String, String> given;
  private final Set<String> known = new LinkedHashSet<>();

  private SettingLine(String name, Map<String, String> given) {
    this.name = name;
    this.given = given;
  }

  /**
   * Lines that were parted at the commas between their brackets, put together: YAML parts those of
   * a list in one line, {@code [flip, scale(least=1,most=2)]}.
   */
  public static List<String> together(List<String> parts) {
    List<String> lines = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String part : parts) {
      open.append(open.isEmpty() ? "" : ",").append(part.strip());
      if (open.indexOf("(") < 0 || open.indexOf(")") >= 0) {
        lines.add(open.toString());
        open.setLength(0);
      }
    }
    if (!open.isEmpty()) {
      lines.add(open.toString());
    }
    return lines;
  }

  /**
   * Takes a line apart.
   *
   * @param line what is written
   * @param example a line that would do, for the message
   * @throws IllegalArgumentException if the line has another form, a key occurs twice, or it has
   *     more than 8192 characters
   */
  public static SettingLine parse(String line, String example) {
    if (line.length() > LONGEST) {
      throw new IllegalArgumentException(
          "expected a line like '%s', of at most %d characters, but found %d"
              .formatted(example, LONGEST, line.length()));
    }
    Matcher form = FORM.matcher(line);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected a line like '%s' but found '%s'".formatted(example, line));
    }
    Map<String, String> given = new LinkedHashMap<>();
    String inside = form.group(2);
    if (inside != null && !inside.isBlank()) {
      for (String part : inside.split(",", -1)) {
        Matcher pair = PAIR.matcher(part);
        if (!pair.matches()) {
          throw new IllegalArgumentException(
              "expected key=value in '%s' but found '%s'".formatted(line, part.strip()));
        }
        if (given.put(pair.group(1), pair.group(2)) != null) {
          throw new IllegalArgumentException(
              "'%s' is given twice in '%s'".formatted(pair.group(1), line));
        }
      }
    }
    return new SettingLine(form.group(1), given);
  }

  /**
   * Reads a setting that is a name without keys.
   *
   * @throws IllegalArgumentException if the line has another form or holds a key
   */
  public static String nameAlone(String line, String example) {
    SettingLine parsed = parse(line, example);
    parsed.end();
    return parsed.name;
  }

  /** The name before the brackets. */
  public String name() {
    return name;
  }

  /** Whether the key is given. */
  public boolean has(String key) {
    return text(key, null) != null;
  }

  /** A text; {@code otherwise} stands for a key that is absent. */
  public String text(String key, String otherwise) {
    known.add(key);
    return given.getOrDefault(key, otherwise);
  }

  /**
   * A number that must be given.
   *
   * @throws IllegalArgumentException if the key is absent or its value is no finite decimal number
   */
  public double number(String key) {
    if (!has(key)) {
      throw new IllegalArgumentException("%s needs '%s'".formatted(name, key));
    }
    return number(key, 0);
  }

  /** A number; {@code otherwise} stands for a key that is absent. */
  public double number(String key, double otherwise) {
    return value(key, otherwise, text -> number(key, text));
  }

  /** Numbers joined with hyphens, {@code 0.6-0.9}; empty for a key that is absent. */
  public List<Double> numbers(String key) {
    return value(key, List.of(), text -> list(text, member -> number(key, member)));
  }

  /** A whole number; {@code otherwise} stands for a key that is absent. */
  public int whole(String key, int otherwise) {
    return whole(key, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A whole number from {@code least} to {@code most}. */
  public int whole(String key, int otherwise, int least, int most) {
    return value(key, otherwise, text -> whole(key, text, least, most));
  }

  /** Whole numbers from {@code least} to {@code most}, joined with hyphens: {@code 32-64-128}. */
  public List<Integer> wholes(String key, List<Integer> otherwise, int least, int most) {
    return value(key, otherwise, text -> list(text, part -> whole(key, part, least, most)));
  }

  /**
   * A whole number or the word that stands for one.
   *
   * @param word such as {@code auto}
   * @param meaning what the word means
   * @param otherwise stands for a key that is absent
   */
  public int wholeOr(String key, String word, int meaning, int otherwise) {
    return word.equals(text(key, null)) ? meaning : whole(key, otherwise);
  }

  /** {@code true} or {@code false}; {@code otherwise} stands for a key that is absent. */
  public boolean flag(String key, boolean otherwise) {
    return value(
        key,
        otherwise,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw refused(key, "true or false", text);
            });
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException if a key is given that nobody asked for
   */
  public void end() {
    for (String key : given.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "%s has no parameter '%s'; it has %s"
                .formatted(name, key, known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
  }

  private <T> T value(String key, T otherwise, Function<String, T> reader) {
    String text = text(key, null);
    return text == null ? otherwise : reader.apply(text);
  }

  private static <T> List<T> list(String text, Function<String, T> reader) {
    return Stream.of(JOINT.split(text, -1)).map(reader).toList();
  }

  private double number(String key, String text) {
    double number = TextFile.number(text);
    if (Double.isNaN(number)) {
      throw refused(key, "a finite decimal number", text);
    }
    return number;
  }

  private int whole(String key, String text, int least, int most) {
    if (WHOLE.matcher(text).matches()) {
      long whole = Long.parseLong(text);
      if (whole >= least && whole <= most) {
        return (int) whole;
      }
    }
    throw refused(key, "a whole number from %d to %d".formatted(least, most), text);
  }

  private IllegalArgumentException refused(String key, String expected, String text) {
    return new IllegalArgumentException(
        "%s of %s must be %s but was '%s'".formatted(key, name, expected, text));
  }

  /**
   * The line that {@link #parse} reads.
   *
   * @param keysAndValues key, value, key, value …; numbers are printed by {@link #print(double)},
   *     lists joined with hyphens
   */
  public static String print(String name, Object... keysAndValues) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      pairs.add(keysAndValues[i] + "=" + text(keysAndValues[i + 1]));
    }
    return pairs.isEmpty() ? name : name + "(" + String.join(",", pairs) + ")";
  }

  /** A number as settings write it: {@code 3e-5} and {@code 10}, never {@code 10.0}. */
  public static String print(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e7) {
      return Long.toString((long) number);
    }
    return Double.toString(number).replace(".0E", "e").replace("E", "e");
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return String.join("-", list.stream().map(SettingLine::text).toList());
    }
    return value instanceof Double number ? print(number) : value.toString();
  }
}
