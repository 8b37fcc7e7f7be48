package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.dataset.Mtfl;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.TextFile;

/** MTFL: backslashes, leading blanks and carriage returns as in the published files. */
record MtflWriter() implements LayoutWriter {
  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", "lfw_5590/face_%05d.jpg"),
        new FaceDestination("train", "net_7876/%05d.jpg"),
        new FaceDestination("train", "net_7876/%05d.jpg"),
        new FaceDestination("test", "AFLW/%05d-image.jpg"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    return face.with(
        face.landmarks().allVisible(),
        Optional.empty(),
        Set.of(Mtfl.POSES.get(pose(face.yaw()) - 1)));
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    for (String split : List.of("train", "test")) {
      List<String> lines = new ArrayList<>();
      for (WrittenFace face : faces) {
        if (face.split().equals(split)) {
          lines.add((lines.isEmpty() ? "" : " ") + line(face));
        }
      }
      String name = split.equals("train") ? "training.txt" : "testing.txt";
      Files.writeString(folder.resolve(name), String.join("\r\n", lines) + "\r\n \r\n");
    }
    return faces;
  }

  private static String line(WrittenFace face) {
    StringBuilder out = new StringBuilder(face.annotation().id().replace('/', '\\'));
    Landmarks landmarks = face.landmarks();
    for (int i = 0; i < landmarks.count(); i++) {
      out.append(' ').append(TextFile.text(landmarks.x(i)));
    }
    for (int i = 0; i < landmarks.count(); i++) {
      out.append(' ').append(TextFile.text(landmarks.y(i)));
    }
    return out.append(" 1 2 2 ").append(pose(face.yaw())).toString();
  }

  /** The head pose, 1 (left profile, yaw −90°) to 5 (right profile). */
  private static int pose(double yaw) {
    return yaw < -45 ? 1 : yaw < -15 ? 2 : yaw <= 15 ? 3 : yaw <= 45 ? 4 : 5;
  }
}
