package org.wingloss.data.augmentation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code name(key=value,...)}: names and keys are those of the record, in kebab-case. */
final class AugmentationLine {
  static final List<Augmentation> KNOWN =
      List.of(
          new GaussianBlur(1, 0.5),
          new BoxPerturbation(0.05),
          new Colour(0.2, 0.2, 0.2, 0.1),
          new DownScale(0.3, 0.2),
          new Flip(0.5),
          new Gamma(0.7, 1.5),
          new Grey(0.1),
          new Jpeg(0.2, 0.9, 0.2),
          new MotionBlur(6, 0.1),
          new Patches(2, 0.4, 0.3),
          new Rotation(30),
          new Scale(0.9, 1.1),
          new Translation(0.05));

  private static final Pattern FORM = Pattern.compile("([a-z-]+)(?:\\((.*)\\))?");

  private AugmentationLine() {}

  static Augmentation parse(String line) {
    Matcher form = FORM.matcher(line.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "an augmentation has the form name(key=value,...) but was '%s'".formatted(line));
    }
    Augmentation defaults = named(form.group(1));
    String arguments = form.group(2) == null ? "" : form.group(2).strip();
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(defaults, components[i]);
    }
    Set<String> seen = new HashSet<>();
    for (String argument : arguments.isEmpty() ? new String[0] : arguments.split(",", -1)) {
      int equals = argument.indexOf('=');
      String key = (equals < 0 ? argument : argument.substring(0, equals)).strip();
      int i = indexOf(key, components);
      if (equals < 0 || i < 0) {
        throw new IllegalArgumentException(
            "%s: expected key=value with the keys %s but found '%s'"
                .formatted(form.group(1), keys(components), argument.strip()));
      }
      if (!seen.add(key)) {
        throw new IllegalArgumentException(
            "%s: the key %s occurs twice".formatted(form.group(1), key));
      }
      values[i] = number(form.group(1), key, argument.substring(equals + 1).strip(), components[i]);
    }
    return create(defaults, components, values);
  }

  static String print(Augmentation augmentation) {
    StringJoiner arguments = new StringJoiner(",", name(augmentation) + "(", ")");
    for (RecordComponent component : augmentation.getClass().getRecordComponents()) {
      double value = ((Number) value(augmentation, component)).doubleValue();
      arguments.add(kebab(component.getName()) + "=" + ParameterRange.plain(value));
    }
    return arguments.toString();
  }

  private static Augmentation named(String name) {
    StringJoiner names = new StringJoiner(", ");
    for (Augmentation augmentation : KNOWN) {
      if (name(augmentation).equals(name)) {
        return augmentation;
      }
      names.add(name(augmentation));
    }
    throw new IllegalArgumentException(
        "no augmentation is called '%s'; known: %s".formatted(name, names));
  }

  private static String name(Augmentation augmentation) {
    return kebab(augmentation.getClass().getSimpleName());
  }

  private static String kebab(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static int indexOf(String key, RecordComponent[] components) {
    for (int i = 0; i < components.length; i++) {
      if (kebab(components[i].getName()).equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private static String keys(RecordComponent[] components) {
    StringJoiner keys = new StringJoiner(", ");
    for (RecordComponent component : components) {
      keys.add(kebab(component.getName()));
    }
    return keys.toString();
  }

  private static Object number(String name, String key, String text, RecordComponent component) {
    try {
      if (component.getType() == int.class) {
        return Integer.valueOf(text);
      }
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: %s must be a %s but was '%s'"
              .formatted(
                  name, key, component.getType() == int.class ? "whole number" : "number", text),
          e);
    }
  }

  private static Object value(Augmentation augmentation, RecordComponent component) {
    try {
      return component.getAccessor().invoke(augmentation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Augmentation create(
      Augmentation defaults, RecordComponent[] components, Object[] values) {
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      return defaults.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          name(defaults) + ": " + e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
