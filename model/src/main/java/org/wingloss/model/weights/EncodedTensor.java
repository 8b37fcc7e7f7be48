package org.wingloss.model.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor as it will lie in a file.
 *
 * @param type as safetensors files name it
 * @param bytes little-endian
 */
record EncodedTensor(String name, String type, List<Integer> shape, ByteBuffer bytes) {
  /** One tensor, or in 8 bits the tensor and its scales. */
  static List<EncodedTensor> of(String name, Tensor tensor, Storage storage) {
    if (storage == Storage.INT8 && tensor.shape().size() > 1) {
      ChannelScales scales = ChannelScales.of(tensor);
      ByteBuffer bytes = ByteBuffer.wrap(scales.bytes(tensor));
      Tensor of = Tensor.of(tensor.shape().subList(0, 1), scales.values());
      return List.of(
          new EncodedTensor(name, storage.type(), tensor.shape(), bytes),
          floats(name + StoredTensor.SCALE, of));
    }
    if (storage != Storage.FLOAT16) {
      return List.of(floats(name, tensor));
    }
    ByteBuffer bytes = ByteBuffer.wrap(tensor.halves());
    return List.of(new EncodedTensor(name, storage.type(), tensor.shape(), bytes));
  }

  private static EncodedTensor floats(String name, Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, tensor.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    tensor.copyTo(bytes.asFloatBuffer());
    return new EncodedTensor(name, Storage.FLOAT32.type(), tensor.shape(), bytes);
  }
}
