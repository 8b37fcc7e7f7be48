package org.wingloss.training.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.wingloss.training.InvalidRecipeException;

/** Reads {@code auto}, {@code cpu}, {@code gpu}, {@code gpu:1} and {@code gpu:0,1}. */
public final class Devices {
  /** The engine that trains. */
  public static final String ENGINE = "PyTorch";

  private static final Pattern FORM = Pattern.compile("auto|cpu|gpu(:\\d{1,2}(,\\d{1,2})*)?");

  private Devices() {}

  /**
   * The devices of that name; {@code auto} is the first GPU if the engine can use one, else the
   * processor.
   *
   * @throws InvalidRecipeException if the name has another form or the engine cannot use a device
   */
  public static List<Device> of(String name) {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidRecipeException(
          "a device is auto, cpu, gpu, gpu:N or gpu:N,M but was '" + name + "'");
    }
    if (name.equals("cpu")) {
      return List.of(Device.cpu());
    }
    int count = Engine.getEngine(ENGINE).getGpuCount();
    if (name.equals("auto")) {
      return List.of(count > 0 ? Device.gpu(0) : Device.cpu());
    }
    List<Device> devices = new ArrayList<>();
    String numbers = name.contains(":") ? name.substring(name.indexOf(':') + 1) : "0";
    for (String number : numbers.split(",", -1)) {
      Device device = Device.gpu(Integer.parseInt(number));
      if (device.getDeviceId() >= count) {
        throw new InvalidRecipeException(
            "device %s: the engine sees %d GPUs; 'wingloss devices' says why"
                .formatted(name, count));
      }
      if (devices.contains(device)) {
        throw new InvalidRecipeException("device " + name + ": names a GPU twice");
      }
      devices.add(device);
    }
    return devices;
  }
}
