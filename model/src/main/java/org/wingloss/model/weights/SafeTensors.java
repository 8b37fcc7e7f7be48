package org.wingloss.model.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.FileFailure;

/**
 * Weights as a safetensors file: eight bytes with the length of a JSON header (little-endian), the
 * header {@code {"name": {"dtype": "F32", "shape": […], "data_offsets": [begin, end]}, …}}, then
 * the tensors without a gap. Such a file holds numbers and nothing that could be executed.
 *
 * <p>Reading is strict: the tensors must cover the data exactly once. Tensors of the types F32 and
 * F16 are read, all as float32, and those of type I8 beside which a tensor {@code name.scale} of
 * F32 has a number for each of the first side: the products are read. Tensors of other types are
 * named in {@link Contents#skipped()}.
 */
public final class SafeTensors {
  private static final int LARGEST_HEADER = 1 << 24;
  static final long LARGEST_FILE = Integer.MAX_VALUE - 64L;

  /** So many bytes of tensors fit into one file, whatever their names. */
  public static final long MOST_DATA = LARGEST_FILE - LARGEST_HEADER;

  private SafeTensors() {}

  /**
   * What a file holds.
   *
   * @param weights the tensors of 32 and 16 bits in the order of their data
   * @param metadata the header's {@code __metadata__}, sorted
   * @param skipped names of tensors of other types
   */
  public record Contents(Weights weights, Map<String, String> metadata, List<String> skipped) {}

  /** The bytes of a file that holds the tensors in their order, in float32. */
  public static byte[] write(Weights weights, Map<String, String> metadata) {
    return write(weights, metadata, Storage.FLOAT32);
  }

  /** As {@link #write(Weights, Map)}, with numbers of that many bits. */
  public static byte[] write(Weights weights, Map<String, String> metadata, Storage storage) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = header.putObject("__metadata__");
      new TreeMap<>(metadata).forEach(node::put);
    }
    List<EncodedTensor> stored = new ArrayList<>();
    weights
        .tensors()
        .forEach((name, tensor) -> stored.addAll(EncodedTensor.of(name, tensor, storage)));
    long end = 0;
    for (EncodedTensor one : stored) {
      ObjectNode node = header.putObject(one.name());
      node.put("dtype", one.type());
      ArrayNode shape = node.putArray("shape");
      one.shape().forEach(shape::add);
      long begin = end;
      end += one.bytes().remaining();
      node.putArray("data_offsets").add(begin).add(end);
    }
    byte[] json = padded(header.toString().getBytes(StandardCharsets.UTF_8));
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(8 + json.length + end)).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    stored.forEach(one -> file.put(one.bytes()));
    return file.array();
  }

  /** Blanks at the end of the header bring the data to a multiple of eight, as the format asks. */
  private static byte[] padded(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream stream = out) {
      stream.write(json);
      while ((8 + out.size()) % 8 != 0) {
        stream.write(' ');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Reads a file.
   *
   * @throws InvalidDataException if it is absent or not a sound safetensors file
   */
  public static Contents read(Path file) {
    try {
      long size = Files.size(file);
      if (size > LARGEST_FILE) {
        throw InvalidDataException.in(file, "has %d bytes, more than 2 GiB".formatted(size));
      }
      return read(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  /**
   * Reads a file's bytes.
   *
   * @param name what messages call the file
   * @throws InvalidDataException if they are not a sound safetensors file
   */
  public static Contents read(byte[] bytes, String name) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < 8 ? -1 : file.getLong(0);
    if (length < 2 || length > LARGEST_HEADER || length > bytes.length - 8L || bytes[8] != '{') {
      throw problem(name, looksLikePickle(bytes) ? PICKLE : "is not a safetensors file");
    }
    int headerLength = (int) length;
    ObjectNode header = header(bytes, headerLength, name);
    Map<String, String> metadata = metadata(header, name);
    ByteBuffer data = file.slice(8 + headerLength, bytes.length - 8 - headerLength);
    List<StoredTensor> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      entries.add(StoredTensor.of(field.getKey(), field.getValue(), name));
    }
    entries.sort(
        Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::end));
    long expected = 0;
    for (StoredTensor entry : entries) {
      if (entry.begin() != expected) {
        throw problem(
            name,
            "tensor '%s' begins at byte %d of the data but %d was expected"
                .formatted(entry.name(), entry.begin(), expected));
      }
      expected = entry.end();
      if (expected > data.capacity()) {
        throw problem(
            name,
            "tensor '%s' ends at byte %d but the data has %d bytes; the file is truncated"
                .formatted(entry.name(), expected, data.capacity()));
      }
    }
    if (expected != data.capacity()) {
      throw problem(
          name,
          "the tensors need %d bytes but the data has %d".formatted(expected, data.capacity()));
    }
    return contents(entries, data, metadata);
  }

  private static Contents contents(
      List<StoredTensor> entries, ByteBuffer data, Map<String, String> metadata) {
    Map<String, StoredTensor> byName = new HashMap<>();
    entries.forEach(entry -> byName.put(entry.name(), entry));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<String> skipped = new ArrayList<>();
    List<String> scales = new ArrayList<>();
    for (StoredTensor entry : entries) {
      StoredTensor scale = byName.get(entry.name() + StoredTensor.SCALE);
      if (scale != null && scale.scales(entry)) {
        tensors.put(entry.name(), entry.scaled(data, ChannelScales.of(scale.floats(data))));
        scales.add(scale.name());
      } else if (entry.isFloat()) {
        tensors.put(entry.name(), entry.tensor(data));
      } else {
        skipped.add(entry.name());
      }
    }
    scales.forEach(tensors::remove);
    return new Contents(new Weights(tensors), metadata, List.copyOf(skipped));
  }

  private static final String PICKLE =
      "is a pickle of PyTorch, which may hold code and is never read; save it as safetensors";

  private static boolean looksLikePickle(byte[] bytes) {
    return bytes.length > 4
        && ((bytes[0] == (byte) 0x80 && bytes[1] >= 2 && bytes[1] <= 5)
            || (bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4));
  }

  private static ObjectNode header(byte[] bytes, int length, String name) {
    try {
      JsonNode header =
          StrictJson.mapper()
              .readTree(new String(bytes, 8, length, StandardCharsets.UTF_8).stripTrailing());
      if (header instanceof ObjectNode object) {
        return object;
      }
      throw problem(name, "the header is not a JSON object");
    } catch (JsonProcessingException e) {
      throw new InvalidDataException(name + ": header: " + StrictJson.explain(e), e);
    }
  }

  private static Map<String, String> metadata(ObjectNode header, String name) {
    Map<String, String> metadata = new TreeMap<>();
    JsonNode node = header.remove("__metadata__");
    if (node != null) {
      if (!node.isObject()) {
        throw problem(name, "__metadata__ is not a JSON object");
      }
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (!field.getValue().isTextual()) {
          throw problem(name, "__metadata__." + field.getKey() + " is not a text");
        }
        metadata.put(field.getKey(), field.getValue().textValue());
      }
    }
    return metadata;
  }

  static InvalidDataException problem(String name, String problem) {
    return new InvalidDataException(name + ": " + problem);
  }
}
