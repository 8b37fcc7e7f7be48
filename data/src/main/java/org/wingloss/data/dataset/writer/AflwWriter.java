package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.wingloss.data.dataset.Aflw;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

/** AFLW-Full: {@code AFLWinfo_release.mat} and pictures below {@code data/flickr}. */
record AflwWriter() implements LayoutWriter {
  private static final String FLICKR = "data/flickr/";
  private static final String DESCRIPTION = ", AFLW in synthetic faces";

  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("", FLICKR + "0/image%05d.jpg"),
        new FaceDestination("", FLICKR + "2/image%05d.jpg"),
        new FaceDestination("", FLICKR + "3/image%05d.jpg"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    String name = face.annotation().id().substring(FLICKR.length());
    return face.called(name, face.annotation().image())
        .with(face.landmarks(), Optional.of(face.box().square()), Set.of());
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    int n = faces.size();
    int count = faces.get(0).landmarks().count();
    Matrix data = Mat5.newMatrix(n, 2 * count);
    Matrix bbox = Mat5.newMatrix(n, 4);
    Matrix mask = Mat5.newMatrix(n, count);
    Cell names = Mat5.newCell(n, 1);
    for (int row = 0; row < n; row++) {
      Landmarks landmarks = faces.get(row).landmarks();
      Box box = faces.get(row).box();
      for (int i = 0; i < count; i++) {
        data.setDouble(row, i, landmarks.x(i));
        data.setDouble(row, count + i, landmarks.y(i));
        mask.setDouble(row, i, landmarks.isVisible(i) ? 1 : 0);
      }
      double[] edges = {box.left(), box.right(), box.top(), box.bottom()};
      for (int k = 0; k < 4; k++) {
        bbox.setDouble(row, k, edges[k]);
      }
      names.set(row, Mat5.newString(faces.get(row).annotation().id()));
    }
    List<Integer> order = order(n);
    Matrix ra = Mat5.newMatrix(1, n);
    for (int k = 0; k < n; k++) {
      ra.setDouble(k, order.get(k) + 1);
    }
    try (MatFile file = new UndatedMatFile()) {
      file.addArray("bbox", bbox).addArray("data", data).addArray("mask_new", mask);
      file.addArray("nameList", names).addArray("ra", ra);
      Mat5.writeToFile(file, folder.resolve("AFLWinfo_release.mat").toFile());
    }
    List<WrittenFace> written = new ArrayList<>();
    int training = Aflw.training(n);
    for (int k = 0; k < n; k++) {
      WrittenFace face = faces.get(order.get(k));
      boolean frontal = isFrontal(face);
      Set<String> subsets = frontal ? Set.of("frontal") : Set.of();
      WrittenFace kept = face.with(face.landmarks(), face.annotation().box(), subsets);
      written.add(new WrittenFace(k < training ? "train" : "full", kept.annotation(), 0));
      if (k >= training && frontal) {
        written.add(new WrittenFace("frontal", kept.annotation(), 0));
      }
    }
    return written;
  }

  /** The library's own description has the time; the same faces shall be the same bytes. */
  private static final class UndatedMatFile extends Mat5File {
    UndatedMatFile() {
      super(DESCRIPTION);
    }
  }

  private static boolean isFrontal(WrittenFace face) {
    Box bounds = face.landmarks().bounds();
    Box box = face.box();
    boolean inside =
        bounds.left() >= box.left()
            && bounds.right() <= box.right()
            && bounds.top() >= box.top()
            && bounds.bottom() <= box.bottom();
    for (int i = 0; i < face.landmarks().count(); i++) {
      inside &= face.landmarks().isVisible(i);
    }
    return inside;
  }

  private static List<Integer> order(int faces) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < faces; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(faces));
    return order;
  }
}
