package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.synthetic.SyntheticFaces;

/** A data set of synthetic faces in JSON Lines, which a test spoils. Every third face is a test. */
record SyntheticData(Path folder) {
  static SyntheticData write(Path folder, int faces, int size) {
    DatasetWriter.of("jsonl")
        .write(folder, RenderedFaceSource.synthetic(new SyntheticFaces(3), size), faces);
    return new SyntheticData(folder);
  }

  Path list(String split) {
    return folder.resolve(split + ".jsonl");
  }

  Path picture(int number) {
    return folder.resolve("images/%05d.jpg".formatted(number));
  }

  static String id(int number) {
    return "images/%05d.jpg".formatted(number);
  }

  List<Face> faces(String split) {
    return JsonLines.read(list(split));
  }

  void write(String split, List<Face> faces) {
    try (JsonLinesWriter out = JsonLines.writer(list(split))) {
      faces.forEach(out::write);
      out.finish();
    }
  }

  /** Changes the face of an id, in whatever split it is. */
  void change(String id, UnaryOperator<Face> change) {
    for (String split : List.of("train", "test")) {
      write(
          split,
          faces(split).stream()
              .map(face -> face.id().equals(id) ? change.apply(face) : face)
              .toList());
    }
  }

  DoctorReport examine() {
    return Doctor.examine(DatasetReader.of("jsonl"), folder, done -> {});
  }

  static Finding finding(DoctorReport diagnosis, String check) {
    return diagnosis.findings().stream()
        .filter(f -> f.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  static RgbImage flip(RgbImage image) {
    return Warp.crop(image, AffineMap.flip(image.width()), image.width(), image.height());
  }

  /** Two pictures of one size side by side. */
  static RgbImage sideBySide(RgbImage left, RgbImage right) {
    int width = left.width();
    RgbImage both = new RgbImage(2 * width, left.height());
    for (int y = 0; y < left.height(); y++) {
      System.arraycopy(left.rgb(), 3 * y * width, both.rgb(), 6 * y * width, 3 * width);
      System.arraycopy(
          right.rgb(), 3 * y * width, both.rgb(), 6 * y * width + 3 * width, 3 * width);
    }
    return both;
  }

  void copyPicture(int from, int to) {
    ImageFiles.writePng(ImageFiles.read(picture(from)), picture(to));
  }
}
