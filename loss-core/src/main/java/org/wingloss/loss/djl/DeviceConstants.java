package org.wingloss.loss.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scalars on a device, made once: each one made anew in a step costs as much as a pass over 50,000
 * numbers, and on a GPU a copy from the host.
 */
final class DeviceConstants implements AutoCloseable {
  private final NDManager manager;
  private final DataType type;
  private final Map<Double, NDArray> made = new ConcurrentHashMap<>();

  DeviceConstants(NDManager like, Device device, DataType type) {
    this.manager = NDManager.newBaseManager(device, like.getEngine().getEngineName());
    this.type = type;
  }

  /** The scalar of this value. */
  NDArray of(double value) {
    return made.computeIfAbsent(value, this::create);
  }

  /** The next number below, in the precision of these scalars. */
  NDArray below(double value) {
    return of(type == DataType.FLOAT32 ? Math.nextDown((float) value) : Math.nextDown(value));
  }

  /** The number of arrays on its manager, strays included. */
  int size() {
    return manager.getManagedArrays().size();
  }

  private NDArray create(double value) {
    return type == DataType.FLOAT32
        ? manager.create(new float[] {(float) value}, new Shape())
        : manager.create(new double[] {value}, new Shape());
  }

  @Override
  public void close() {
    manager.close();
  }
}
