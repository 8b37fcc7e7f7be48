package org.wingloss.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

/** Values into arrays of the engine. */
public final class EngineArray {
  private EngineArray() {}

  /**
   * Copies values into an array, also into one that is being trained. DJL's own {@code
   * NDArray.set(Buffer)} takes a deprecated guard of the engine, which then warns on standard error
   * of a "silent wrong result in some edge cases".
   *
   * @throws IllegalArgumentException if there are more or fewer values than the array has
   */
  public static void copy(float[] values, NDArray array) {
    if (values.length != array.size()) {
      throw new IllegalArgumentException(
          "the array has %d values but is given %d".formatted(array.size(), values.length));
    }
    try (NDManager scratch = array.getManager().newSubManager()) {
      NDArray detached = array.stopGradient();
      detached.attach(scratch);
      detached.set(new NDIndex("..."), scratch.create(values, array.getShape()));
    }
  }
}
