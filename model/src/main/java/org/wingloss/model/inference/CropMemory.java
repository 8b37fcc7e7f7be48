package org.wingloss.model.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.wingloss.model.onnx.OnnxExport;

/** Memory from which ONNX Runtime reads one batch, and which the next call uses again. */
abstract sealed class CropMemory {
  private final int bytesOfOne;
  private ByteBuffer memory;

  private CropMemory(int bytesOfOne) {
    this.bytesOfOne = bytesOfOne;
    this.memory = allocate(1);
  }

  static CropMemory of(OnnxExport.Form form, int size) {
    return switch (form) {
      case FLOAT -> new Planes(size);
      case UINT8 -> new Bytes(size);
    };
  }

  private ByteBuffer allocate(int batch) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(batch, bytesOfOne))
        .order(ByteOrder.nativeOrder());
  }

  /**
   * Takes a batch.
   *
   * @param crops S·S·3 values in [0, 1] each, NHWC
   */
  final CropMemory fill(List<float[]> crops) {
    if (memory.capacity() < crops.size() * bytesOfOne) {
      memory = allocate(crops.size());
    }
    put(crops, memory.clear());
    return this;
  }

  abstract void put(List<float[]> crops, ByteBuffer into);

  /** The batch, without a copy. */
  abstract OnnxTensor tensor(OrtEnvironment environment) throws OrtException;

  /** The crops with their channels apart (NCHW), as numbers. */
  private static final class Planes extends CropMemory {
    private final int size;
    private final float[] plane;
    private FloatBuffer planes;
    private int batch;

    Planes(int size) {
      super(3 * size * size * Float.BYTES);
      this.size = size;
      this.plane = new float[size * size];
    }

    @Override
    void put(List<float[]> crops, ByteBuffer into) {
      planes = into.asFloatBuffer();
      batch = crops.size();
      for (float[] crop : crops) {
        for (int channel = 0; channel < 3; channel++) {
          for (int i = 0; i < plane.length; i++) {
            plane[i] = crop[3 * i + channel];
          }
          planes.put(plane);
        }
      }
      planes.flip();
    }

    @Override
    OnnxTensor tensor(OrtEnvironment environment) throws OrtException {
      return OnnxTensor.createTensor(environment, planes, new long[] {batch, 3, size, size});
    }
  }

  /** The crops as pictures are decoded (NHWC), rounded to bytes. */
  private static final class Bytes extends CropMemory {
    private final int size;
    private final byte[] crop;
    private ByteBuffer pixels;
    private int batch;

    Bytes(int size) {
      super(3 * size * size);
      this.size = size;
      this.crop = new byte[3 * size * size];
    }

    @Override
    void put(List<float[]> crops, ByteBuffer into) {
      batch = crops.size();
      for (float[] values : crops) {
        for (int i = 0; i < crop.length; i++) {
          crop[i] = (byte) (255 * values[i] + 0.5f);
        }
        into.put(crop);
      }
      pixels = into.flip();
    }

    @Override
    OnnxTensor tensor(OrtEnvironment environment) throws OrtException {
      long[] shape = {batch, size, size, 3};
      return OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
    }
  }
}
