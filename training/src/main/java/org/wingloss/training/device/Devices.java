package org.wingloss.training.device;

import ai.djl.Device;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.training.InvalidRecipeException;

/** Reads {@code auto}, {@code cpu}, {@code gpu}, {@code gpu:1} and {@code gpu:0,1}. */
public final class Devices {
  private static final Pattern FORM =
      Pattern.compile("auto|cpu|gpu|gpu:(?<numbers>\\d{1,2}(,\\d{1,2})*)");

  private Devices() {}

  /**
   * The devices of that name; {@code auto} is the first GPU if the engine can use one, else the
   * processor.
   *
   * @return at least one; the first holds the weights
   * @throws InvalidRecipeException if the name has another form, names a GPU twice, or the engine
   *     cannot use one of them
   */
  public static List<Device> of(String name) {
    return of(name, () -> PyTorchEngine.get().getGpuCount());
  }

  /** The same where the engine sees so many GPUs. */
  static List<Device> of(String name, IntSupplier gpus) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      throw new InvalidRecipeException(
          "a device is auto, cpu, gpu, gpu:N or gpu:N,M but was '" + name + "'");
    }
    if (name.equals("cpu")) {
      return List.of(Device.cpu());
    }
    if (name.equals("auto")) {
      return List.of(gpus.getAsInt() > 0 ? Device.gpu(0) : Device.cpu());
    }
    String listed = matcher.group("numbers");
    List<Integer> numbers =
        Stream.of((listed == null ? "0" : listed).split(",")).map(Integer::valueOf).toList();
    if (Set.copyOf(numbers).size() < numbers.size()) {
      throw new InvalidRecipeException("device %s names a GPU twice".formatted(name));
    }
    int count = gpus.getAsInt();
    if (Collections.max(numbers) >= count) {
      throw new InvalidRecipeException(
          "device %s: the engine sees %d GPUs; 'wingloss devices' says why".formatted(name, count));
    }
    return numbers.stream().map(Device::gpu).toList();
  }
}
