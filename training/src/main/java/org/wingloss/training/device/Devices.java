package org.wingloss.training.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.regex.Pattern;
import org.wingloss.training.InvalidRecipeException;

/** Reads {@code auto}, {@code cpu}, {@code gpu} and {@code gpu:1}. */
public final class Devices {
  /** The engine that trains. */
  public static final String ENGINE = "PyTorch";

  private static final Pattern FORM = Pattern.compile("auto|cpu|gpu(:\\d{1,2})?");
  private static final Pattern SEVERAL = Pattern.compile("gpu:\\d{1,2}(,\\d{1,2})+");

  private Devices() {}

  /**
   * The device of that name; {@code auto} is the first GPU if the engine can use one, else the
   * processor.
   *
   * @throws InvalidRecipeException if the name has another form, names several GPUs, or the engine
   *     cannot use the device
   */
  public static Device of(String name) {
    if (SEVERAL.matcher(name).matches()) {
      throw new InvalidRecipeException(
          "device %s: one training uses one GPU; name one, and run several trainings side by side"
              .formatted(name));
    }
    if (!FORM.matcher(name).matches()) {
      throw new InvalidRecipeException(
          "a device is auto, cpu, gpu or gpu:N but was '" + name + "'");
    }
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    int count = Engine.getEngine(ENGINE).getGpuCount();
    if (name.equals("auto")) {
      return count > 0 ? Device.gpu(0) : Device.cpu();
    }
    int number = name.contains(":") ? Integer.parseInt(name.substring(name.indexOf(':') + 1)) : 0;
    if (number >= count) {
      throw new InvalidRecipeException(
          "device %s: the engine sees %d GPUs; 'wingloss devices' says why".formatted(name, count));
    }
    return Device.gpu(number);
  }
}
