package org.wingloss.model.onnx.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/** What the classes that Google's compiler makes of ONNX's definition have written. */
class ProtobufFieldsTest {
  private static final Onnx.AttributeProto ATTRIBUTE =
      Onnx.AttributeProto.newBuilder()
          .setName("größe")
          .setF(-1.5f)
          .setI(-7)
          .setT(Onnx.TensorProto.newBuilder().setRawData(ByteString.copyFrom(new byte[] {1, 2})))
          .addFloats(1)
          .addFloats(Float.NaN)
          .addInts(Long.MIN_VALUE)
          .addInts(300)
          .setType(Onnx.AttributeProto.AttributeType.INTS)
          .build();

  @Test
  void fields_ofEveryKind_areWhatWasWritten() {
    ProtobufFields fields = ProtobufFields.of(ATTRIBUTE.toByteArray());
    assertEquals("größe", fields.text(1));
    assertEquals(-1.5f, fields.number(2));
    assertEquals(-7, fields.whole(3));
    assertArrayEquals(new byte[] {1, 2}, fields.message(5).orElseThrow().bytes(9));
    assertArrayEquals(new float[] {1, Float.NaN}, fields.numbers(7, 2));
    assertArrayEquals(new long[] {Long.MIN_VALUE, 300}, fields.wholes(8, 2));
    assertEquals(7, fields.whole(20));
    assertTrue(fields.hasAny(6, 20));
  }

  @Test
  void fields_thatAreNotThere_areEmpty() {
    ProtobufFields fields = ProtobufFields.of(new byte[0]);
    assertEquals("", fields.text(1));
    assertEquals(0, fields.number(2));
    assertEquals(0, fields.whole(3));
    assertEquals(0, fields.numbers(7, 0).length);
    assertEquals(0, fields.wholes(8, 0).length);
    assertTrue(fields.message(5).isEmpty() && fields.messages(5).isEmpty());
    assertFalse(fields.hasAny(1, 2, 3, 5));
  }

  /** As older writers give them: a field each. */
  @Test
  void lists_inAFieldEach_areTheSame() {
    ProtobufMessage message = new ProtobufMessage();
    for (float value : new float[] {2, 3}) {
      message.number(7, value).whole(8, (long) value);
    }
    ProtobufFields fields = ProtobufFields.of(message.toBytes());
    assertArrayEquals(new float[] {2, 3}, fields.numbers(7, 2));
    assertArrayEquals(new long[] {2, 3}, fields.wholes(8, 2));
  }

  @Test
  void textsAndMessages_keepTheirOrder() {
    Onnx.NodeProto node =
        Onnx.NodeProto.newBuilder().addInput("a").addInput("").addAttribute(ATTRIBUTE).build();
    ProtobufFields fields = ProtobufFields.of(node.toByteArray());
    assertEquals(List.of("a", ""), fields.texts(1));
    assertEquals("größe", fields.messages(5).get(0).text(1));
    assertEquals(2, fields.count(1));
  }

  @Test
  void singleField_givenTwice_isTheLastOrRefused() {
    assertEquals(
        2, ProtobufFields.of(new ProtobufMessage().whole(3, 1).whole(3, 2).toBytes()).whole(3));
    ProtobufMessage twice =
        new ProtobufMessage().message(5, new ProtobufMessage()).message(5, new ProtobufMessage());
    refused("field 5 is given twice", fields -> fields.message(5), twice.toBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "18, a field ends behind byte 1",
    "18ffffffffffffffffffff01, a number at byte 11 has no end",
    "1205, a field ends behind byte 2",
    "12ffffffff07, a field ends behind byte 6",
    "12ffffffffffffffffff01, a field ends behind byte 11",
    "15000000, a field ends behind byte 4",
    "1100, a field ends behind byte 2",
    "13, a field before byte 1 is of the unknown kind 3",
    "17, a field before byte 1 is of the unknown kind 7",
  })
  void bytes_thatAreNoMessage_areRefused(String hex, String message) {
    refused(message, fields -> fields.whole(3), HexFormat.of().parseHex(hex));
  }

  @Test
  void field_ofAnotherKind_isRefused() {
    byte[] text = new ProtobufMessage().text(3, "abc").toBytes();
    refused("field 3 is of another kind", fields -> fields.whole(3), text);
    refused("field 3 is of another kind", fields -> fields.number(3), text);
    refused("field 3 is no list of numbers", fields -> fields.numbers(3, 9), text);
    byte[] whole = new ProtobufMessage().whole(3, 1).toBytes();
    refused("field 3 is of another kind", fields -> fields.text(3), whole);
    refused("field 3 is no list of numbers", fields -> fields.numbers(3, 9), whole);
  }

  @Test
  void list_withoutEnd_isRefused() {
    ProtobufMessage message = new ProtobufMessage();
    for (int i = 0; i < 70_000; i++) {
      message.message(5, new ProtobufMessage());
    }
    refused("field 5 is given more than 65536 times", f -> f.messages(5), message.toBytes());
  }

  /** Numbers take up to eight times their bytes, so they are counted before they are kept. */
  @Test
  void listOfNumbers_longerThanItMayBe_isRefused() {
    byte[] message =
        new ProtobufMessage().bytes(7, new byte[16]).bytes(8, new byte[5]).whole(8, 1).toBytes();
    ProtobufFields fields = ProtobufFields.of(message);
    assertEquals(4, fields.numbersCount(7));
    assertEquals(4, fields.numbers(7, 4).length);
    refused("field 7 has 4 numbers but at most 3 are read", f -> f.numbers(7, 3), message);
    assertEquals(6, fields.wholesCount(8));
    assertEquals(6, fields.wholes(8, 6).length);
    refused("field 8 has 6 numbers but at most 5 are read", f -> f.wholes(8, 5), message);
  }

  /**
   * Bytes changed at random: what both this and Google's parser read is the same. There is no
   * number of ten bytes among them: Google's takes the last of the ten for 1.
   */
  @Test
  void fields_ofChangedBytes_areThoseOfTheGeneratedClasses() {
    SplittableRandom random = new SplittableRandom(3);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = ATTRIBUTE.toBuilder().setI(7).setInts(0, 1L << 40).build().toByteArray();
      for (int k = random.nextInt(3); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        Onnx.AttributeProto expected = Onnx.AttributeProto.parseFrom(bytes);
        ProtobufFields fields = ProtobufFields.of(bytes);
        if (expected.getUnknownFields().asMap().isEmpty()) {
          assertEquals(expected.getI(), fields.whole(3));
          assertEquals(expected.getF(), fields.number(2));
          assertEquals(
              expected.getIntsList(), Arrays.stream(fields.wholes(8, 99)).boxed().toList());
          read++;
        }
      } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
        // One may refuse what the other reads: a length of more than 32 bits, a field nobody asks
        // for.
      }
    }
    assertTrue(read > 1000, "read " + read);
  }

  private static void refused(String message, Consumer<ProtobufFields> read, byte[] bytes) {
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> read.accept(ProtobufFields.of(bytes)));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }
}
