package org.wingloss.data.line;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Records that are written as one {@linkplain SettingLine line} each. A name stands for a record of
 * defaults; the keys are the record's components in kebab-case.
 *
 * @param <T> what the records have in common
 */
public final class SettingFamily<T> {
  private final String what;
  private final String example;
  private final int least;
  private final int most;
  private final Map<String, T> known;

  /**
   * A family.
   *
   * @param what messages call one of its records: {@code augmentation}
   * @param example a line that would do, for messages
   * @param least whole number that a record may have
   * @param most likewise
   * @param known the records of defaults by name, in the order of messages; their components are
   *     whole numbers or lists of them, numbers and flags
   */
  public SettingFamily(String what, String example, int least, int most, Map<String, T> known) {
    this.what = what;
    this.example = example;
    this.least = least;
    this.most = most;
    this.known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
  }

  /** The records of defaults by name. */
  public Map<String, T> known() {
    return known;
  }

  /**
   * Reads a line; a component whose key is left out has its default.
   *
   * @throws IllegalArgumentException if the name or a key is unknown, a key occurs twice, or a
   *     value is of another kind or refused by the record
   */
  public T parse(String line) {
    SettingLine given = SettingLine.parse(line, example);
    T defaults = known.get(given.name());
    if (defaults == null) {
      throw new IllegalArgumentException(
          "no %s is called '%s'; known: %s"
              .formatted(what, given.name(), String.join(", ", known.keySet())));
    }
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      values.add(read(given, component, value(defaults, component)));
    }
    given.end();
    return create(given.name(), defaults, values);
  }

  private Object read(SettingLine line, RecordComponent component, Object otherwise) {
    String key = key(component);
    return switch (component.getType().getSimpleName()) {
      case "int" -> line.whole(key, (Integer) otherwise, least, most);
      case "double" -> line.number(key, (Double) otherwise);
      case "boolean" -> line.flag(key, (Boolean) otherwise);
      default -> {
        List<Integer> list = ((List<?>) otherwise).stream().map(Integer.class::cast).toList();
        yield line.wholes(key, list, least, most);
      }
    };
  }

  /** The complete line that {@link #parse} reads as this record. */
  public String print(T settings) {
    String name =
        known.keySet().stream()
            .filter(key -> known.get(key).getClass() == settings.getClass())
            .findFirst()
            .orElseThrow();
    List<Object> pairs = new ArrayList<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      pairs.addAll(List.of(key(component), value(settings, component)));
    }
    return SettingLine.print(name, pairs.toArray());
  }

  /** The line with those values alone that are not the defaults of the name. */
  public String printChanged(String name, T settings) {
    List<Object> pairs = new ArrayList<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Object value = value(settings, component);
      if (!value.equals(value(known.get(name), component))) {
        pairs.addAll(List.of(key(component), value));
      }
    }
    return SettingLine.print(name, pairs.toArray());
  }

  private static String key(RecordComponent component) {
    SettingKey key = component.getAnnotation(SettingKey.class);
    return key != null
        ? key.value()
        : component.getName().replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Object value(Object settings, RecordComponent component) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a record says against its values is preceded by its name, unless it begins with it. */
  @SuppressWarnings("unchecked")
  private T create(String name, T defaults, List<Object> values) {
    Class<?>[] types =
        Arrays.stream(defaults.getClass().getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return (T) defaults.getClass().getDeclaredConstructor(types).newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      String problem = e.getCause().getMessage();
      throw new IllegalArgumentException(
          problem.startsWith(name) ? problem : name + ": " + problem, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
