package org.wingloss.data.augmentation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wingloss.data.line.SettingLine;

/** An augmentation as one line: the keys are the record's components in kebab-case. */
final class AugmentationLine {
  /** Every kind by its name, with its default parameters. */
  static final SortedMap<String, Augmentation> KNOWN =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.ofEntries(
                  Map.entry("blur", new GaussianBlur(1, 0.5)),
                  Map.entry("box-jitter", new BoxPerturbation(0.05)),
                  Map.entry("colour", new ColourJitter(0.2, 0.2, 0.2, 0.1)),
                  Map.entry("down-scale", new LowResolution(0.3, 0.2)),
                  Map.entry("flip", new Flip(0.5)),
                  Map.entry("gamma", new Gamma(0.7, 1.5)),
                  Map.entry("grey", new Greyscale(0.1)),
                  Map.entry("jpeg", new JpegCompression(0.2, 0.9, 0.2)),
                  Map.entry("motion-blur", new MotionBlur(6, 0.1)),
                  Map.entry("patches", new RandomErasing(2, 0.4, 0.3)),
                  Map.entry("rotation", new Rotation(30)),
                  Map.entry("scale", new Scale(0.9, 1.1)),
                  Map.entry("translation", new Translation(0.05)))));

  private AugmentationLine() {}

  static Augmentation parse(String line) {
    SettingLine given = SettingLine.parse(line, "rotation(degrees=30)");
    Augmentation defaults = KNOWN.get(given.name());
    if (defaults == null) {
      throw new IllegalArgumentException(
          "no augmentation is called '%s'; known: %s"
              .formatted(given.name(), String.join(", ", KNOWN.keySet())));
    }
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = kebab(components[i].getName());
      Object otherwise = value(defaults, components[i]);
      values[i] =
          otherwise instanceof Integer whole
              ? (Object) given.whole(key, whole)
              : (Object) given.number(key, (Double) otherwise);
    }
    given.end();
    return create(defaults, components, values);
  }

  static String print(Augmentation augmentation) {
    List<Object> pairs = new ArrayList<>();
    for (RecordComponent component : augmentation.getClass().getRecordComponents()) {
      pairs.add(kebab(component.getName()));
      pairs.add(value(augmentation, component));
    }
    return SettingLine.print(name(augmentation), pairs.toArray());
  }

  private static String name(Augmentation augmentation) {
    return KNOWN.entrySet().stream()
        .filter(known -> known.getValue().getClass() == augmentation.getClass())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static String kebab(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
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
