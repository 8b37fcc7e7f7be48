package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.dataset.MerlRav;
import org.wingloss.data.face.Landmarks;

/**
 * MERL-RAV: {@code .pts} with signs beside every picture, in the folder of pose and split. A face
 * turned by 30° or more is half a profile, by 60° or more a whole one.
 */
record MerlRavWriter() implements LayoutWriter {
  private static final double HALF = 30;
  private static final double WHOLE = 60;

  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", "image%05d.jpg"),
        new FaceDestination("train", "image%05d_1.jpg"),
        new FaceDestination("test", "image%05d.jpg"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    Landmarks landmarks = face.landmarks();
    // A face that reaches beyond the upper left corner has negative coordinates without meaning.
    boolean inside = landmarks.span().filter(span -> span.left() > 0 && span.top() > 0).isPresent();
    return face.with(
        inside ? landmarks : landmarks.allVisible(), Optional.empty(), Set.of(pose(face.yaw())));
  }

  /** Moves the pictures to their poses, which are not known before a face is rendered. */
  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    for (String pose : MerlRav.POSES) {
      for (String split : List.of("train", "test")) {
        Files.createDirectories(folder.resolve(MerlRav.folder(pose, split)));
      }
    }
    List<WrittenFace> written = new ArrayList<>();
    for (WrittenFace face : faces) {
      String place = MerlRav.folder(pose(face.yaw()), face.split());
      String id = place + "/" + face.annotation().id();
      Path rendered = face.annotation().image();
      WrittenFace moved = face.called(id, Files.copy(rendered, folder.resolve(id)));
      Files.delete(rendered);
      moved.writePoints();
      written.add(moved);
    }
    return written;
  }

  /** The nose of a face that is turned to its own left lies to the picture's right. */
  private static String pose(double yaw) {
    String side = yaw > 0 ? "left" : "right";
    double turned = Math.abs(yaw);
    return turned < HALF ? "frontal" : turned < WHOLE ? side + "half" : side;
  }
}
