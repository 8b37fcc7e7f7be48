package org.wingloss.evaluation.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.FaceLine;
import org.wingloss.data.format.JsonLines;

/** The neutral JSON Lines format, {@link JsonLines}, read as fast as its lines allow. */
record JsonLineFormat(Path file, Role role) implements LineFormat {
  private static final List<String> KNOWN =
      List.of("id", "image", "landmarks", "hidden", "box", "subsets");
  private static final JsonMapper TREES =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  @Override
  public int headerLines() {
    return 0;
  }

  @Override
  public String id(byte[] bytes, int from, int to, LineNumber line) {
    int[] place = CommonFaceLine.leadingId(bytes, from, to);
    if (place != null) {
      return new String(
          bytes, place[0], place[1] - place[0], java.nio.charset.StandardCharsets.UTF_8);
    }
    String id = null;
    String image = null;
    try (JsonParser json = TREES.createParser(bytes, from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw InvalidDataException.at(file, line.get(), "expected a JSON object");
      }
      while (id == null && json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        if (key.equals("id")) {
          id = json.getText();
        } else if (key.equals("image")) {
          image = json.getText();
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      // The strict reader explains what is wrong with the line.
      JsonLines.parse(bytes, from, to - from, file, line.get());
      throw InvalidDataException.at(file, line.get(), "is not JSON: " + e.getMessage());
    }
    if (id == null && image == null) {
      throw InvalidDataException.at(file, line.get(), "needs an 'id' or an 'image'");
    }
    return id == null ? image : id;
  }

  @Override
  public long idHash(byte[] bytes, int from, int to, LineNumber line) {
    int[] place = CommonFaceLine.leadingId(bytes, from, to);
    return place == null
        ? IdHash.of(id(bytes, from, to, line))
        : IdHash.of(bytes, place[0], place[1]);
  }

  @Override
  public ScoredFace parse(byte[] bytes, int from, int to, LineNumber line) {
    ScoredFace common = CommonFaceLine.parse(role, bytes, from, to);
    if (common != null) {
      return common;
    }
    return role == Role.TRUTH
        ? strict(bytes, from, to, line)
        : withoutFurtherKeys(bytes, from, to, line);
  }

  /** Other tools' predictions may carry what they like besides. */
  private ScoredFace withoutFurtherKeys(byte[] bytes, int from, int to, LineNumber line) {
    byte[] known;
    try (JsonParser json = TREES.createParser(bytes, from, to - from)) {
      if (!(TREES.readTree(json) instanceof ObjectNode object) || json.nextToken() != null) {
        return strict(bytes, from, to, line);
      }
      known = TREES.writeValueAsBytes(object.retain(KNOWN));
    } catch (IOException e) {
      return strict(bytes, from, to, line);
    }
    byte[] ended = Arrays.copyOf(known, known.length + 1);
    ScoredFace common = CommonFaceLine.parse(role, ended, 0, known.length);
    return common != null ? common : strict(known, 0, known.length, line);
  }

  private ScoredFace strict(byte[] bytes, int from, int to, LineNumber line) {
    FaceLine face = JsonLines.parse(bytes, from, to - from, file, line.get());
    return new ScoredFace(
        face.id(),
        face.landmarks()
            .orElseThrow(
                () ->
                    InvalidDataException.at(
                        file, line.get(), "the face '%s' has no 'landmarks'".formatted(face.id()))),
        face.box(),
        face.subsets(),
        face.image().map(image -> path(image, line)),
        OptionalDouble.empty());
  }

  private Path path(String image, LineNumber line) {
    try {
      return Path.of(image);
    } catch (InvalidPathException e) {
      throw InvalidDataException.at(
          file, line.get(), "names a picture that is no path: " + e.getMessage());
    }
  }
}
