package org.wingloss.cli.prediction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.Sha256;
import org.wingloss.model.inference.InputPicture;

/**
 * Where {@code predict} puts its predictions: lines on standard output, a file of lines, or one
 * document. The file appears when {@link #finish} is called and not otherwise.
 */
public final class PredictionWriter implements AutoCloseable {
  /**
   * What is written where.
   *
   * @param file of JSON Lines, instead of standard output
   * @param document whether standard output gets one JSON document instead of lines
   * @param spread whether the spread of the averaged predictions is written too
   */
  public record Target(Optional<Path> file, boolean document, boolean spread) {
    /**
     * How lines name a picture: from the folder of the file that is written, if it lies below it;
     * else as it was named.
     */
    public Path name(Path picture) {
      if (file.isPresent()) {
        Path folder = file.get().toAbsolutePath().normalize().getParent();
        Path whole = picture.toAbsolutePath().normalize();
        if (whole.startsWith(folder)) {
          return folder.relativize(whole);
        }
      }
      return picture;
    }

    /** Tells apart how lines name pictures: the same ones may lie elsewhere on another machine. */
    public String names(List<InputPicture> pictures) {
      Sha256 sha256 = new Sha256();
      for (InputPicture picture : pictures) {
        String name = name(picture.file()).toString().replace(File.separatorChar, '/');
        sha256.add(name).add("\n");
      }
      return "SHA-256 " + sha256.hex();
    }
  }

  private final Target target;
  private final PrintWriter stdout;
  private final JsonLinesWriter file;

  /** What the document lists: only what is printed is kept in memory. */
  private final ArrayNode faces = StrictJson.mapper().createArrayNode();

  private final ArrayNode skipped = StrictJson.mapper().createArrayNode();
  private final ArrayNode withoutFaces = StrictJson.mapper().createArrayNode();

  public PredictionWriter(Target target, PrintWriter stdout) {
    this.target = target;
    this.stdout = stdout;
    this.file = target.file().map(JsonLines::writer).orElse(null);
  }

  /** Writes the faces of a picture. */
  public void write(PredictedPicture picture) {
    if (target.document()) {
      note(picture);
    }
    for (PredictedPicture.PredictedFace face : picture.faces()) {
      Face line = face.line(picture.image());
      if (file != null) {
        file.write(line, face.remarks());
      }
      if (target.document()) {
        add(JsonLinesWriter.text(line, face.remarks()));
      } else if (file == null) {
        stdout.println(JsonLinesWriter.text(line, face.remarks()));
      }
    }
  }

  /** What no face tells of its picture; it is named as faces name theirs. */
  private void note(PredictedPicture picture) {
    String image = picture.image().replace('\\', '/');
    if (!picture.bad().isEmpty()) {
      skipped.addObject().put("image", image).put("error", picture.bad());
    } else if (picture.hasNoFace()) {
      withoutFaces.add(image);
    }
  }

  private void add(String line) {
    try {
      faces.add(StrictJson.mapper().readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives the file its name, or prints the document. Where no picture could be used an earlier file
   * stays.
   *
   * @param pictures how many were looked at
   * @param bad how many could not be used
   */
  public void finish(int pictures, int bad) {
    if (file != null && pictures > 0) {
      file.finish();
    }
    if (target.document()) {
      ObjectNode root = StrictJson.mapper().createObjectNode();
      root.put("pictures", pictures);
      root.put("bad-pictures", bad);
      root.set("skipped", skipped);
      root.set("without-faces", withoutFaces);
      root.set("faces", faces);
      stdout.println(root.toPrettyString());
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
