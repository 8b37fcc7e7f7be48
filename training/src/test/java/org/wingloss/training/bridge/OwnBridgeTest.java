package org.wingloss.training.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wingloss.model.engine.PyTorchEngine;

/**
 * What is the bridge's own, beside the whole suite, which runs on it as well: see
 * extensions/bridge/check.
 */
@Tag("bridge")
class OwnBridgeTest {
  @Test
  void engine_ofTheseTests_usesTheBridge() {
    assertTrue(PyTorchEngine.get().hasCapability("wingloss-bridge"));
    assertEquals(System.getenv("PYTORCH_VERSION"), PyTorchEngine.get().getVersion());
  }

  /** DJL's bridge ends the process here. */
  @Test
  void cast_toBfloat16_rounds() {
    try (NDManager manager = PyTorchEngine.newManager(Device.cpu())) {
      NDArray rounded = manager.create(new float[] {1.001f, -3}).toType(DataType.BFLOAT16, true);
      assertEquals(DataType.BFLOAT16, rounded.getDataType());
      assertArrayEquals(new float[] {1, -3}, rounded.toType(DataType.FLOAT32, true).toFloatArray());
    }
  }

  @Test
  void native_thatIsNotThere_isNamed() {
    try (NDManager manager = PyTorchEngine.newManager(Device.cpu())) {
      NDArray array = manager.ones(new Shape(4));
      UnsatisfiedLinkError missing = assertThrows(UnsatisfiedLinkError.class, array::gammaln);
      assertTrue(missing.getMessage().contains("torchLgamma"), missing.getMessage());
    }
  }

  @Test
  void operation_thatPyTorchRefuses_isAnExceptionWithItsSentence() {
    try (NDManager manager = PyTorchEngine.newManager(Device.cpu())) {
      NDArray three = manager.ones(new Shape(3));
      NDArray four = manager.ones(new Shape(4));
      EngineException refused = assertThrows(EngineException.class, () -> three.add(four));
      assertTrue(refused.getMessage().contains("size of tensor a (3)"), refused.getMessage());
    }
  }

  /** Java lets go of the buffer with its own object, and the view goes on. */
  @Test
  void view_ofABufferWhoseObjectIsClosed_keepsItsValues() {
    try (NDManager manager = PyTorchEngine.newManager(Device.cpu())) {
      NDArray view = view(manager);
      for (int i = 0; i < 20; i++) {
        System.gc();
        manager.create(new float[1 << 18]).close();
      }
      float[] expected = new float[1 << 18];
      java.util.Arrays.fill(expected, 7);
      assertArrayEquals(expected, view.toFloatArray());
    }
  }

  private static NDArray view(NDManager manager) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(4 << 18).order(ByteOrder.nativeOrder());
    while (buffer.hasRemaining()) {
      buffer.putFloat(7);
    }
    buffer.rewind();
    NDArray whole = manager.create(buffer, new Shape(1 << 18), DataType.FLOAT32);
    NDArray view = whole.reshape(1 << 9, 1 << 9);
    whole.close();
    return view;
  }
}
