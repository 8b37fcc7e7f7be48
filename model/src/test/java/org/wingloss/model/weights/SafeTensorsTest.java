package org.wingloss.model.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;

class SafeTensorsTest {
  /** A file put together by hand from the format's description. */
  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    for (int i = 0; file.remaining() >= 4; i++) {
      file.putFloat(i + 0.5f);
    }
    return file.array();
  }

  @Test
  void read_fileByHand_findsTensorsInTheirOrder() {
    String header =
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[16,20]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
            + "\"n\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[20,28]},"
            + "\"__metadata__\":{\"format\":\"pt\"}}  ";
    SafeTensors.Contents contents = SafeTensors.read(file(header, 28), "x");
    assertEquals(List.of("a", "b"), List.copyOf(contents.weights().tensors().keySet()));
    assertArrayEquals(new float[] {0.5f, 1.5f, 2.5f, 3.5f}, contents.weights().get("a").values());
    assertArrayEquals(new float[] {4.5f}, contents.weights().get("b").values());
    assertEquals(List.of("n"), contents.skipped());
    assertEquals(Map.of("format", "pt"), contents.metadata());
  }

  @Test
  void write_readBack_isTheSame() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z", Tensor.of(List.of(2, 3), 1, 2, 3, 4, 5, Float.MIN_VALUE));
    tensors.put("ä", Tensor.of(List.of(1), -0.0f));
    byte[] bytes = SafeTensors.write(new Weights(tensors), Map.of("k", "v"));
    SafeTensors.Contents contents = SafeTensors.read(bytes, "x");
    assertEquals(new Weights(tensors), contents.weights());
    assertEquals(List.of("z", "ä"), List.copyOf(contents.weights().tensors().keySet()));
    assertEquals(Map.of("k", "v"), contents.metadata());
    assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
  }

  @Test
  void write_float16_isReadBackRoundedToElevenBits() {
    Weights weights = new Weights(Map.of("a", Tensor.of(List.of(3), 1.5f, -0.1f, 70_000f)));
    byte[] bytes = SafeTensors.write(weights, Map.of(), Storage.FLOAT16);
    SafeTensors.Contents contents = SafeTensors.read(bytes, "x");
    assertEquals(List.of(), contents.skipped());
    assertArrayEquals(
        new float[] {1.5f, -0.099975586f, Float.POSITIVE_INFINITY},
        contents.weights().get("a").values());
  }

  @Test
  void write_int8_isReadBackRoundedInStepsOfItsChannel() {
    Weights weights =
        new Weights(
            Map.of(
                "a",
                Tensor.of(List.of(2, 2), 127, 10.4f, -2.54f, 1),
                "b",
                Tensor.of(List.of(1), 0.1f)));
    byte[] bytes = SafeTensors.write(weights, Map.of(), Storage.INT8);
    SafeTensors.Contents contents = SafeTensors.read(bytes, "x");
    assertEquals(List.of(), contents.skipped());
    assertEquals(Set.of("a", "b"), contents.weights().tensors().keySet());
    assertArrayEquals(
        new float[] {127, 10, -2.54f, 1}, contents.weights().get("a").values(), 1e-6f);
    assertEquals(weights.get("b"), contents.weights().get("b"));
  }

  /** Whole numbers of somebody else, whose meaning is not known, are not weights. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}",
        "'a.scale':{'dtype':'F32','shape':[1,2],'data_offsets':[4,12]}",
        "'a.scale':{'dtype':'F16','shape':[4],'data_offsets':[4,12]}",
        "'a.scale':{'dtype':'I64','shape':[1],'data_offsets':[4,12]}"
      })
  void read_wholeNumbersWithoutTheirScales_areSkipped(String other) {
    String header = "{'a':{'dtype':'I8','shape':[2,2],'data_offsets':[0,4]}," + other + "}";
    SafeTensors.Contents contents = SafeTensors.read(file(header.replace('\'', '"'), 12), "x");
    assertTrue(contents.skipped().contains("a"), contents.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 4 | ends at byte 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 12 | need 8 bytes but",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | 12 | begins at byte 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | 8 | does not fit",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | 8 | has the side -2",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],"
            + "\"data_offsets\":[0,4]}} | 4 | does not fit",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}} | 0 | has the side 0",
        "{\"a\":{\"dtype\":\"PICKLE\",\"shape\":[2],\"data_offsets\":[0,8]}} | 8 | unknown type",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}} | 8 | needs dtype",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}} | 8 | does not fit",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 8 | begins at byte 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 | uplicate",
        "{\"__metadata__\":{\"a\":1}} | 0 | is not a text",
        "{\"a\": | 0 | header",
      })
  void read_unsoundFile_isRefused(String header, int dataBytes, String message) {
    refused(file(header, dataBytes), message);
  }

  @Test
  void read_otherFiles_areRefused() {
    refused(new byte[0], "is not a safetensors file");
    refused("{\"json\": true}  ".getBytes(StandardCharsets.UTF_8), "is not a safetensors file");
    refused(new byte[] {(byte) 0x80, 2, 'c', 'o', 's', '\n', 0, 0, 0, 0}, "pickle");
    refused(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0}, "pickle");
    byte[] huge = file("{}", 0);
    Arrays.fill(huge, 0, 8, (byte) 0x7f);
    refused(huge, "is not a safetensors file");
  }

  private static void refused(byte[] bytes, String message) {
    var thrown = assertThrows(InvalidDataException.class, () -> SafeTensors.read(bytes, "w.st"));
    assertTrue(thrown.getMessage().startsWith("w.st: "), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }
}
