package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;

/**
 * The neutral file for ground truth, predictions, pseudo-labels, boxes and data sets: one JSON
 * object a line, 0-based source-image pixels,
 *
 * <pre>{"id":"a.jpg","image":"a.jpg","landmarks":[[x,y],…],"box":[l,t,r,b],"subsets":["pose"]}
 * </pre>
 *
 * <p>{@code id} may be left out where {@code image} is given and then is the image as written, with
 * {@code /}; in a data set or a file of boxes a further such face of the image is {@code a.jpg#2},
 * or the next number that no line before it has. {@code landmarks} may be absent in a file of boxes
 * only; every other key is optional. A missing landmark is {@code null} in place of {@code [x,y]};
 * hidden ones are listed by index in {@code "hidden":[3,7]}. Unknown keys are errors in ground
 * truth and passed over in predictions; doubled keys and ids that are not UTF-8 are always errors.
 * Files are streamed: memory does not grow with them unless faces are kept.
 */
public final class JsonLines implements LineFormat, ListFormat {
  private static final byte[] LANDMARKS = "\"landmarks\"".getBytes(StandardCharsets.UTF_8);

  private final Role role;

  private JsonLines(Role role) {
    this.role = role;
  }

  /** The format of lines that are read as ground truth or as predictions. */
  public static JsonLines of(Role role) {
    return new JsonLines(role);
  }

  /**
   * Hands every face of a file to a consumer, in order.
   *
   * @throws InvalidDataException if the file is absent or a line does not fit
   */
  public static void forEach(Path file, Consumer<Face> consumer) {
    parse(file, (line, number) -> consumer.accept(line.face()));
  }

  /**
   * All faces of a file.
   *
   * @throws InvalidDataException if the file is absent or a line does not fit
   */
  public static List<Face> read(Path file) {
    List<Face> faces = new ArrayList<>();
    forEach(file, faces::add);
    return faces;
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

  /** Takes a line and its number, counted from 1. */
  interface LineConsumer {
    void accept(JsonLine line, long number);
  }

  /** Hands every line of a file of ground truth or boxes to a consumer. */
  static void parse(Path file, LineConsumer consumer) {
    try (InputStream in = TextFile.open(file);
        JsonParser parser = FaceJson.MAPPER.createParser(in)) {
      boolean empty = true;
      while (parser.nextToken() != null) {
        empty = false;
        long number = parser.currentTokenLocation().getLineNr();
        JsonLine line =
            new JsonLine(parser, Role.GROUND_TRUTH, p -> InvalidDataException.at(file, number, p));
        consumer.accept(line.read(), number);
      }
      if (empty) {
        throw InvalidDataException.in(file, "is empty; expected one JSON object a line");
      }
    } catch (IOException e) {
      throw StrictJson.unreadable(file, e);
    }
  }

  /** The id of a line's face, in a file whose lines may have none. */
  static String id(JsonLine line, FaceIds ids) {
    return line.id().map(ids::given).orElseGet(() -> ids.next(line.name()));
  }

  @Override
  public String ending() {
    return ".jsonl";
  }

  @Override
  public void read(Path file, LandmarkCount count, Consumer<ListedFace> faces) {
    FaceIds ids = new FaceIds();
    parse(
        file,
        (line, number) -> {
          String where = file + ", face '" + TextFile.shown(line.name()) + "'";
          String id = id(line, ids);
          faces.accept(new ListedFace(Optional.of(id), line.image(), where, () -> line.face()));
        });
  }

  @Override
  public Face kept(Face face) {
    return face;
  }

  @Override
  public void write(Path file, Path images, List<Face> faces) {
    try (JsonLinesWriter out = writer(file)) {
      for (Face face : faces) {
        out.write(face.withImage(Path.of(ListFormat.name(face, images))));
      }
      out.finish();
    }
  }

  @Override
  public int headerLines() {
    return 0;
  }

  @Override
  public String id(LineBytes line) {
    return parse(line, JsonLine::readId);
  }

  @Override
  public boolean tellsFailure(LineBytes line) {
    // To find the list of landmarks is cheaper than to parse it.
    return role == Role.PREDICTIONS
        && line.valueBegin(LANDMARKS) != '['
        && parse(line, json -> json.readLast().tellsFailure());
  }

  @Override
  public Face face(LineBytes line) {
    return parse(line, json -> json.readLast().face());
  }

  /** What is wanted of one line. */
  private interface Reading<T> {
    T from(JsonLine json) throws IOException;
  }

  private <T> T parse(LineBytes line, Reading<T> reading) {
    try (JsonParser parser = line.json()) {
      parser.nextToken();
      return reading.from(new JsonLine(parser, role, line::wrong));
    } catch (JsonProcessingException e) {
      throw line.wrong(e.getOriginalMessage().lines().findFirst().orElse("is not JSON"));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never: the bytes are in memory
    }
  }
}
