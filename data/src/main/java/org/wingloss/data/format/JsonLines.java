package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.wingloss.data.InvalidDataException;

/**
 * The neutral file for truth, predictions, boxes and data sets: one JSON object a line, 0-based
 * source-image pixels,
 *
 * <pre>{"id":"a.jpg","image":"a.jpg","landmarks":[[x,y],…],"box":[l,t,r,b],"subsets":["pose"]}
 * </pre>
 *
 * <p>{@code id} may be left out where {@code image} is given and then is the image; every other key
 * is optional. A landmark that nobody marked is {@code null} in place of {@code [x,y]}; landmarks
 * that are marked but covered are listed by index in {@code "hidden":[3,7]}. Unknown and doubled
 * keys are errors. Files are streamed: memory does not grow with them unless lines are kept.
 */
public final class JsonLines {
  private JsonLines() {}

  /**
   * Hands every line of a file to a consumer, in order.
   *
   * @throws InvalidDataException if the file is absent or a line does not fit
   */
  public static void forEach(Path file, Consumer<FaceLine> consumer) {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = StrictJson.mapper().createParser(in)) {
      boolean empty = true;
      while (parser.nextToken() != null) {
        empty = false;
        long line = parser.currentTokenLocation().getLineNr();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw InvalidDataException.at(
              file, line, "expected a JSON object but found " + parser.currentToken());
        }
        consumer.accept(new FaceLineParser(file, line, parser).parse());
      }
      if (empty) {
        throw InvalidDataException.in(file, "is empty; expected one JSON object a line");
      }
    } catch (NoSuchFileException e) {
      throw InvalidDataException.in(file, "there is no such file", e);
    } catch (JsonProcessingException e) {
      throw InvalidDataException.in(file, StrictJson.explain(e), e);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * All lines of a file.
   *
   * @throws InvalidDataException if the file is absent or a line does not fit
   */
  public static List<FaceLine> read(Path file) {
    List<FaceLine> lines = new ArrayList<>();
    forEach(file, lines::add);
    return lines;
  }

  /**
   * Reads one line, given as UTF-8.
   *
   * @param file named in errors
   * @param line named in errors, counted from 1
   * @throws InvalidDataException if the line does not fit
   */
  public static FaceLine parse(byte[] utf8, int offset, int length, Path file, long line) {
    try (JsonParser parser = StrictJson.mapper().createParser(utf8, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw InvalidDataException.at(
            file, line, "expected a JSON object but found " + parser.currentToken());
      }
      FaceLine face = new FaceLineParser(file, line, parser).parse();
      if (parser.nextToken() != null) {
        throw InvalidDataException.at(file, line, "has text after the object");
      }
      return face;
    } catch (JsonProcessingException e) {
      throw InvalidDataException.at(
          file, line, e.getOriginalMessage().lines().findFirst().orElse("is not JSON"));
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a file for writing. It appears under its name when the writer is closed after {@link
   * JsonLinesWriter#finish()}; without that call nothing is left behind.
   *
   * @throws InvalidDataException if it cannot be created
   */
  public static JsonLinesWriter writer(Path file) {
    return new JsonLinesWriter(file);
  }
}
