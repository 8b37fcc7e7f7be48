package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  private static final JsonFactory FACTORY = new JsonFactory();

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

  /** The text of one line, without the line end. */
  public static String text(Face face) {
    return text(face, Remarks.NONE);
  }

  /** The text of one line with remarks, without the line end. */
  public static String text(Face face, Remarks remarks) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("id", face.id());
      if (face.picture().isPresent()) {
        json.writeStringField("image", face.picture().get().toString().replace('\\', '/'));
      }
      writeLandmarks(json, face.landmarks());
      if (face.box().isPresent()) {
        Box box = face.box().get();
        json.writeFieldName("box");
        json.writeArray(new double[] {box.left(), box.top(), box.right(), box.bottom()}, 0, 4);
      }
      if (!face.subsets().isEmpty()) {
        json.writeArrayFieldStart("subsets");
        for (String subset : face.subsets()) {
          json.writeString(subset);
        }
        json.writeEndArray();
      }
      if (remarks.plausible().isPresent()) {
        json.writeBooleanField("plausible", remarks.plausible().get());
      }
      if (!remarks.uncertainty().isEmpty()) {
        json.writeArrayFieldStart("uncertainty");
        for (double pixels : remarks.uncertainty()) {
          json.writeNumber(pixels);
        }
        json.writeEndArray();
      }
      if (!Double.isNaN(remarks.nme())) {
        json.writeNumberField("nme", remarks.nme());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
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

  /** Completes the file and gives it its name, replacing a file of that name. */
  public void finish() {
    try {
      out.flush();
    } catch (IOException e) {
      throw FileFailure.unwritable(file, e);
    }
    whole.commit();
  }

  @Override
  public void close() {
    whole.close();
  }

  private static void writeLandmarks(JsonGenerator json, Landmarks landmarks) throws IOException {
    json.writeArrayFieldStart("landmarks");
    boolean covered = false;
    for (int i = 0; i < landmarks.count(); i++) {
      if (landmarks.isPresent(i)) {
        json.writeArray(new double[] {landmarks.x(i), landmarks.y(i)}, 0, 2);
      } else {
        json.writeNull();
      }
      covered |= landmarks.state(i) == Visibility.HIDDEN;
    }
    json.writeEndArray();
    if (covered) {
      json.writeArrayFieldStart("hidden");
      for (int i = 0; i < landmarks.count(); i++) {
        if (landmarks.state(i) == Visibility.HIDDEN) {
          json.writeNumber(i);
        }
      }
      json.writeEndArray();
    }
  }
}
