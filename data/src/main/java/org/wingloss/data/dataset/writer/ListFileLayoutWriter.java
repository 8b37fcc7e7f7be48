package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.ListFormat;

/**
 * One list file per split.
 *
 * @param format of the list files
 * @param list the list file of a split, {@code %s}
 * @param images the folder to which the images' names are relative
 */
record ListFileLayoutWriter(ListFormat format, String list, String images) implements LayoutWriter {
  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("test", "images/%05d.jpg"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    return new WrittenFace(face.split(), format.kept(face.annotation()), face.yaw());
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    for (String split : List.of("train", "test")) {
      List<Face> part =
          faces.stream().filter(f -> f.split().equals(split)).map(WrittenFace::annotation).toList();
      Path file = folder.resolve(list.formatted(split));
      Files.createDirectories(file.getParent());
      format.write(file, folder.resolve(images), part);
    }
    return faces;
  }
}
