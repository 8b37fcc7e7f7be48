package org.wingloss.data.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;

/** A format in which one file lists the faces of a split, of any scheme. */
public sealed interface ListFormat permits CocoJson, DlibXml, HrnetCsv, JsonLines {
  /** How the files end, lower case: {@code .csv}. */
  String ending();

  /**
   * Hands every face of a file to a consumer, in order.
   *
   * @param count how many landmarks the faces must have; also checked by the consumer
   * @throws InvalidDataException if the file is absent or does not fit as a whole
   */
  void read(Path file, LandmarkCount count, Consumer<ListedFace> faces);

  /** What the format can say of a face: the face as it will be read back. */
  Face kept(Face face);

  /**
   * Writes a file.
   *
   * @param images the folder to which the images' names are relative
   * @param faces with images and boxes, as {@link #kept} gives them
   * @throws IOException if the file cannot be written
   */
  void write(Path file, Path images, List<Face> faces) throws IOException;

  /** The name of a face's image in the file. */
  static String name(Face face, Path images) {
    return images.relativize(face.image()).toString().replace('\\', '/');
  }
}
