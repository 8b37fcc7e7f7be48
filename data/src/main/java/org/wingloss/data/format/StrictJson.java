package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.FileFailure;

/**
 * JSON read without leniency: an unknown, missing, duplicate, null or coerced value is an error
 * that names the file, the place and the key. Keys are kebab-case; documents nest at most 64
 * levels.
 */
public final class StrictJson {
  private static final int DEEPEST = 64;
  private static final ObjectMapper MAPPER = strict(new JsonFactory());

  private StrictJson() {}

  /** The shared mapper; must not be reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** A mapper of the same strictness over another format's factory (YAML, say). */
  public static ObjectMapper strict(JsonFactory factory) {
    factory.setStreamReadConstraints(
        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    JsonMapper.Builder builder =
        JsonMapper.builder(factory)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.INDENT_OUTPUT);
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
      builder.withCoercionConfig(
          LogicalType.Textual, c -> c.setCoercion(shape, CoercionAction.Fail));
    }
    return builder.build();
  }

  /**
   * Reads a whole file.
   *
   * @throws InvalidDataException if the file is absent or does not fit the type
   */
  public static <T> T read(Path file, Class<T> type) {
    try (InputStream in = Files.newInputStream(file)) {
      return MAPPER.readValue(in, type);
    } catch (NoSuchFileException e) {
      throw InvalidDataException.in(file, "no such file", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The error of a file that cannot be read, or not be parsed. */
  public static InvalidDataException unreadable(Path file, IOException e) {
    return e instanceof JsonProcessingException json
        ? InvalidDataException.in(file, explain(json), e)
        : FileFailure.unreadable(file, e);
  }

  /**
   * Reads a whole file that is in memory.
   *
   * @param label what messages call it
   * @throws InvalidDataException if it does not fit the type
   */
  public static <T> T read(byte[] content, String label, Class<T> type) {
    try {
      return MAPPER.readValue(content, type);
    } catch (JsonProcessingException e) {
      throw new InvalidDataException(label + ": " + explain(e), e);
    } catch (IOException e) {
      throw new InvalidDataException(label + ": " + e.getMessage(), e);
    }
  }

  /** A value as JSON. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One sentence for a parse error: line, column, key path and the rule that was broken. */
  public static String explain(JsonProcessingException e) {
    StringBuilder out = new StringBuilder();
    JsonLocation at = e.getLocation();
    if (at != null && at.getLineNr() > 0) {
      out.append("line ").append(at.getLineNr()).append(", column ").append(at.getColumnNr());
      out.append(": ");
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      StringBuilder path = new StringBuilder();
      for (JsonMappingException.Reference step : mapping.getPath()) {
        if (step.getFieldName() != null) {
          path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
        } else {
          path.append('[').append(step.getIndex()).append(']');
        }
      }
      out.append("at ").append(path).append(": ");
    }
    Throwable root = e;
    while (root.getCause() instanceof IllegalArgumentException cause) {
      root = cause;
    }
    String message =
        root instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : root.getMessage();
    return out.append(message.lines().findFirst().orElse("not readable")).toString();
  }
}
