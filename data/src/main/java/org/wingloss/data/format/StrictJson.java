package org.wingloss.data.format;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.FileFailure;

/**
 * JSON read without leniency: an unknown, missing, duplicate, null or coerced value is an error
 * that names the file, the place and the key, and so is a number too large for a double. Null is
 * refused wherever it stands: as a value, in a list or a map, or as the whole document. Keys are
 * kebab-case; documents nest at most 64 levels and have at most two million tokens.
 */
public final class StrictJson {
  private static final int DEEPEST = 64;

  /** Each may become an object in memory, fifty times as large as what is written. */
  static final long MOST_TOKENS = 2_000_000;

  private static final int LONGEST_TEXT = 1 << 20;
  private static final ObjectMapper MAPPER = strict(new JsonFactory());
  private static final ObjectWriter LINE =
      MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

  private StrictJson() {}

  /** The shared mapper; must not be reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** A mapper of the same strictness over another format's factory (YAML, say). */
  public static ObjectMapper strict(JsonFactory factory) {
    factory.setStreamReadConstraints(
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxTokenCount(MOST_TOKENS)
            .maxStringLength(LONGEST_TEXT)
            .build());
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
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .addModule(
                new SimpleModule()
                    .addDeserializer(double.class, new FiniteDouble())
                    .addDeserializer(Double.class, new FiniteDouble()))
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
    try (InputStream in = TextFile.open(file)) {
      return read(MAPPER, in, type);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads a whole document with a mapper of this strictness.
   *
   * @throws JsonProcessingException if it does not fit the type; {@link #explain} makes a sentence
   */
  public static <T> T read(ObjectMapper mapper, InputStream in, Class<T> type) throws IOException {
    T value = mapper.readValue(in, type);
    if (value == null) {
      throw MismatchedInputException.from(
          null, type, "expected keys and values but the document is null");
    }
    return value;
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
      return read(MAPPER, new ByteArrayInputStream(content), type);
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

  /** A value as JSON on one line, UTF-8. */
  public static byte[] line(Object value) {
    try {
      return LINE.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value as the content of a file: JSON and a line break, UTF-8. */
  public static byte[] file(Object value) {
    return (write(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * One sentence for a parse error: line, column, key path and the rule that was broken. An {@link
   * Error} that the type's own code threw, such as a missing class, is no fault of the document: it
   * is thrown again.
   */
  public static String explain(JsonProcessingException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Error error) {
        throw error;
      }
    }
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
    if (e instanceof InvalidNullException) {
      return out.append("must not be null").toString();
    }
    Throwable root = e;
    while (root.getCause() instanceof IllegalArgumentException
        || root.getCause() instanceof InvalidDataException) {
      root = root.getCause();
    }
    String message =
        root instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : root.getMessage();
    return out.append(message.lines().findFirst().orElse("not readable")).toString();
  }

  /** A number that a double can hold: {@code 1e999}, which would become infinite, is refused. */
  private static final class FiniteDouble extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    FiniteDouble() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (!json.currentToken().isNumeric()) {
        return (Double) context.handleUnexpectedToken(Double.class, json);
      }
      double value = json.getDoubleValue();
      if (!Double.isFinite(value)) {
        throw context.weirdNumberException(value, Double.class, "expected a finite number");
      }
      return value;
    }
  }
}
