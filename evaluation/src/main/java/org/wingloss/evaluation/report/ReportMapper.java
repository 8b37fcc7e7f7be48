package org.wingloss.evaluation.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import org.wingloss.data.NumberText;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * How values become the JSON documents of this module: keys in snake case, numbers of values with
 * eight significant digits, thresholds as keys without needless zeros.
 */
public final class ReportMapper {
  private static final MathContext DIGITS = new MathContext(8);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new EightDigits())
                  .addSerializer(Double.class, new EightDigits())
                  .addKeySerializer(Double.class, new ThresholdKey()))
          .build();

  private ReportMapper() {}

  private static final class EightDigits extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider all)
        throws IOException {
      out.writeNumber(number(value));
    }
  }

  private static final class ThresholdKey extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider all)
        throws IOException {
      out.writeFieldName(NumberText.plain(value));
    }
  }

  /** An empty document. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A document as text, indented. */
  public static String text(ObjectNode document) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A finite number with eight significant digits; null for NaN, which is unknown. */
  public static BigDecimal number(double value) {
    return Double.isNaN(value)
        ? null
        : BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
  }

  /** Says how a document's intervals come about. */
  public static void putInterval(ObjectNode node, String method, Bootstrap bootstrap) {
    node.putObject("interval")
        .put("method", method)
        .put("level", bootstrap.level())
        .put("resamples", bootstrap.resamples())
        .put("seed", bootstrap.seed());
  }

  /** The difference of two sets of predictions, in percent of the norm. */
  public static void putDifference(ObjectNode node, PairedComparison result) {
    node.put("faces", result.faces());
    node.put("difference", number(100 * result.difference()));
    node.putPOJO("difference_interval", result.interval().percent());
    node.put("a_better", number(100 * result.better()));
  }
}
