package org.wingloss.model.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Memory from which ONNX Runtime reads one batch of crops, and which the next call uses again. */
public final class CropMemory {
  private final OnnxExport.Form form;
  private final int size;
  private final float[] plane;
  private final byte[] pixels;
  private int batch;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  /**
   * Memory that holds nothing yet.
   *
   * @param size S
   */
  public CropMemory(OnnxExport.Form form, int size) {
    this.form = form;
    this.size = size;
    this.plane = new float[form == OnnxExport.Form.FLOAT ? size * size : 0];
    this.pixels = new byte[form == OnnxExport.Form.UINT8 ? 3 * size * size : 0];
  }

  /**
   * Takes a batch.
   *
   * @param crops S·S·3 values in [0, 1] each, NHWC
   */
  public CropMemory fill(List<float[]> crops) {
    batch = crops.size();
    int bytesOfOne = 3 * size * size * (form == OnnxExport.Form.FLOAT ? Float.BYTES : 1);
    int bytes = Math.multiplyExact(batch, bytesOfOne);
    if (memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    memory.clear().limit(bytes);
    switch (form) {
      case FLOAT -> putPlanes(crops, memory.asFloatBuffer());
      case UINT8 -> putBytes(crops);
    }
    return this;
  }

  /** The crops with their channels apart (NCHW), as numbers. */
  private void putPlanes(List<float[]> crops, FloatBuffer planes) {
    for (float[] crop : crops) {
      for (int channel = 0; channel < 3; channel++) {
        for (int i = 0; i < plane.length; i++) {
          plane[i] = crop[3 * i + channel];
        }
        planes.put(plane);
      }
    }
  }

  /** The crops as pictures are decoded (NHWC), rounded to bytes. */
  private void putBytes(List<float[]> crops) {
    for (float[] values : crops) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) (255 * values[i] + 0.5f);
      }
      memory.put(pixels);
    }
    memory.flip();
  }

  /**
   * The batch, without a copy.
   *
   * @throws OrtException if ONNX Runtime fails
   */
  public OnnxTensor tensor(OrtEnvironment environment) throws OrtException {
    long[] channelsFirst = {batch, 3, size, size};
    long[] channelsLast = {batch, size, size, 3};
    return form == OnnxExport.Form.FLOAT
        ? OnnxTensor.createTensor(environment, memory.asFloatBuffer(), channelsFirst)
        : OnnxTensor.createTensor(environment, memory, channelsLast, OnnxJavaType.UINT8);
  }
}
