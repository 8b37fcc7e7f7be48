package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/** HRNet's lists, {@code face_landmarks_SCHEME_train.csv} and {@code …_test.csv}. */
record HrnetLayoutWriter(LandmarkScheme scheme) implements LayoutWriter {
  private static final double PIXELS_PER_SCALE = 200;

  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("test", "images/%05d.jpg"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    return face.with(face.allVisible(), Optional.of(face.box().square()), Set.of());
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    for (String split : List.of("train", "test")) {
      List<String> lines = new ArrayList<>();
      StringBuilder header = new StringBuilder("image_name,scale,center_w,center_h");
      for (int i = 0; i < scheme.count(); i++) {
        header.append(",original_").append(i).append("_x,original_").append(i).append("_y");
      }
      lines.add(header.toString());
      for (WrittenFace face : faces) {
        if (face.split().equals(split)) {
          Box box = face.box();
          lines.add(
              String.join(
                  ",",
                  face.annotation().id().replace("images/", ""),
                  Double.toString(box.width() / PIXELS_PER_SCALE),
                  Double.toString(box.centreX()),
                  Double.toString(box.centreY()),
                  face.interleaved(",")));
        }
      }
      Files.write(
          folder.resolve("face_landmarks_%s_%s.csv".formatted(scheme.name(), split)), lines);
    }
    return faces;
  }
}
