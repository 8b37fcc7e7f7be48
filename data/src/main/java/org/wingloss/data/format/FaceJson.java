package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The JSON of face files. {@code NaN} and {@code Infinity}, which Python writes for numbers that
 * are not finite, are numbers here; each format says where they may stand. Documents nest at most
 * 64 levels and doubled keys are errors.
 */
final class FaceJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              ((JsonFactoryBuilder) JsonFactory.builder())
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(1 << 20)
                          .build())
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  // A million faces are two hundred million numbers.
                  .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                  .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                  .build())
          .build();

  private FaceJson() {}
}
