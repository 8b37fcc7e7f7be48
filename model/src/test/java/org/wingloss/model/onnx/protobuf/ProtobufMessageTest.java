package org.wingloss.model.onnx.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.protobuf.ByteString;

/** The bytes are those of the classes that Google's compiler makes of ONNX's definition. */
class ProtobufMessageTest {
  @Test
  void toBytes_wholeNumbers_areTheGeneratedClasses() {
    for (long value :
        new long[] {0, 1, 127, 128, 300, 1L << 35, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      assertArrayEquals(
          Onnx.AttributeProto.newBuilder()
              .setI(value)
              .addInts(value)
              .addInts(1)
              .build()
              .toByteArray(),
          new ProtobufMessage().whole(3, value).wholes(8, value, 1).toBytes());
    }
  }

  @Test
  void toBytes_floatingPointNumbers_areTheGeneratedClasses() {
    for (float value : new float[] {0, -0f, 1, -1.5e-5f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertArrayEquals(
          Onnx.AttributeProto.newBuilder().setF(value).build().toByteArray(),
          new ProtobufMessage().number(2, value).toBytes());
    }
  }

  @Test
  void toBytes_textsBytesAndMessages_areTheGeneratedClasses() {
    byte[] raw = new byte[1000];
    raw[999] = -7;
    Onnx.GraphProto expected =
        Onnx.GraphProto.newBuilder()
            .addNode(Onnx.NodeProto.newBuilder().addInput("").addInput("größe").setName("a"))
            .addNode(Onnx.NodeProto.newBuilder())
            .setName("x".repeat(200))
            .addInitializer(
                Onnx.TensorProto.newBuilder().setName("w").setRawData(ByteString.copyFrom(raw)))
            .build();
    ProtobufMessage node = new ProtobufMessage().texts(1, List.of("", "größe")).text(3, "a");
    assertArrayEquals(
        expected.toByteArray(),
        new ProtobufMessage()
            .messages(1, List.of(node, new ProtobufMessage()))
            .text(2, "x".repeat(200))
            .message(5, new ProtobufMessage().text(8, "w").bytes(9, raw))
            .text(10, "")
            .toBytes());
  }

  @Test
  void toBytes_noFields_isEmpty() {
    assertArrayEquals(new byte[0], new ProtobufMessage().wholes(1).text(2, "").toBytes());
  }
}
