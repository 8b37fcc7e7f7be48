package org.wingloss.data.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FileFailure;

/**
 * Writes a {@link JsonLines} file, line by line, as an {@link AtomicFile}: {@link #finish()} gives
 * it its name; closing without it removes what was written.
 */
public final class JsonLinesWriter implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path file;
  private final AtomicFile whole;
  private final Writer out;

  JsonLinesWriter(Path file) {
    this.file = file;
    this.whole = AtomicFile.open(file);
    this.out = new BufferedWriter(Channels.newWriter(whole.channel(), StandardCharsets.UTF_8));
  }

  /**
   * What a prediction tells of itself. Readers pass over it.
   *
   * @param plausible whether the landmarks could be a face, where that is known
   * @param uncertainty one number per landmark, pixels, or none
   * @param nme its error, percent; NaN where it is not known
   */
  public record Remarks(Optional<Boolean> plausible, List<Double> uncertainty, double nme) {
    static final Remarks NONE = ofNme(Double.NaN);

    /** An error and nothing else. */
    public static Remarks ofNme(double nme) {
      return new Remarks(Optional.empty(), List.of(), nme);
    }

    /** Copies the list. */
    public Remarks {
      uncertainty = List.copyOf(uncertainty);
    }
  }

  /** What is written; a null or an empty list is left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private record Line(
      String id,
      String image,
      Landmarks landmarks,
      List<Integer> hidden,
      List<Double> box,
      Set<String> subsets,
      Boolean plausible,
      List<Double> uncertainty,
      Double nme) {}

  /** The text of one line, without the line end. */
  public static String text(Face face) {
    return text(face, Remarks.NONE);
  }

  /** The text of one line with remarks, without the line end. */
  public static String text(Face face, Remarks remarks) {
    Landmarks landmarks = face.landmarks();
    Line line =
        new Line(
            face.id(),
            face.picture().map(path -> path.toString().replace('\\', '/')).orElse(null),
            landmarks,
            landmarks.in(Visibility.HIDDEN),
            face.box().map(Box::edges).orElse(List.of()),
            face.subsets(),
            remarks.plausible().orElse(null),
            remarks.uncertainty(),
            Double.isNaN(remarks.nme()) ? null : remarks.nme());
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one line. */
  public void write(Face face) {
    write(face, Remarks.NONE);
  }

  /** Writes one line with remarks. */
  public void write(Face face, Remarks remarks) {
    try {
      out.write(text(face, remarks));
      out.write('\n');
    } catch (IOException e) {
      throw FileFailure.unwritable(file, e);
    }
  }

  /**
   * Completes the file, makes it last through a power failure and gives it its name, replacing a
   * file of that name.
   */
  public void finish() {
    try {
      out.flush();
    } catch (IOException e) {
      throw FileFailure.unwritable(file, e);
    }
    whole.commitDurably();
  }

  @Override
  public void close() {
    whole.close();
  }
}
