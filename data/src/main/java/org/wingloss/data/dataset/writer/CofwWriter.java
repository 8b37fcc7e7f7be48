package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.dataset.MatPictures;
import org.wingloss.data.format.matlab.HdfWriter;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/**
 * COFW: one MATLAB 7.3 file for each of training and test with the pictures inside; every tenth
 * picture is grey, as some of the colour files are.
 */
record CofwWriter() implements LayoutWriter {
  private static final int GREY = 10;

  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", "train/%05d.png"),
        new FaceDestination("train", "train/%05d.png"),
        new FaceDestination("test", "test/%05d.png"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    return face.with(face.landmarks(), Optional.of(face.box().rounded()), Set.of());
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    List<WrittenFace> written = new ArrayList<>();
    for (String split : List.of("train", "test")) {
      List<WrittenFace> part = faces.stream().filter(f -> f.split().equals(split)).toList();
      String name = "COFW_" + split + "_color";
      write(folder.resolve(name + ".mat"), part, split.equals("train") ? "Tr" : "T");
      for (int i = 0; i < part.size(); i++) {
        String picture = MatPictures.name(i);
        written.add(
            part.get(i)
                .called(name + "/" + picture, folder.resolve(name + ".pictures").resolve(picture)));
      }
      for (WrittenFace face : part) {
        Files.delete(face.annotation().image());
      }
      Files.delete(folder.resolve(split));
    }
    return written;
  }

  private void write(Path file, List<WrittenFace> faces, String suffix) throws IOException {
    int n = faces.size();
    int count = faces.get(0).landmarks().count();
    double[] phis = new double[3 * count * n];
    double[] boxes = new double[4 * n];
    long[] pictures = new long[n];
    Map<String, Long> named = new LinkedHashMap<>();
    try (HdfWriter hdf = new HdfWriter(file)) {
      for (int row = 0; row < n; row++) {
        WrittenFace face = faces.get(row);
        for (int i = 0; i < count; i++) {
          phis[i * n + row] = face.landmarks().x(i) + 1;
          phis[(count + i) * n + row] = face.landmarks().y(i) + 1;
          phis[(2 * count + i) * n + row] = face.landmarks().isVisible(i) ? 0 : 1;
        }
        Box box = face.box();
        double[] numbers = {box.left() + 1, box.top() + 1, box.width(), box.height()};
        for (int k = 0; k < 4; k++) {
          boxes[k * n + row] = numbers[k];
        }
        pictures[row] = picture(hdf, face.annotation().image(), row % GREY == GREY - 1);
        named.put("p" + row, pictures[row]);
      }
      Map<String, Long> root = new LinkedHashMap<>();
      root.put("#refs#", hdf.group(named));
      root.put("Is" + suffix, hdf.cells(pictures, 1, n));
      root.put("bboxes" + suffix, hdf.doubles(boxes, 4, n));
      root.put("phis" + suffix, hdf.doubles(phis, 3 * count, n));
      hdf.finish(root);
    }
  }

  /** MATLAB keeps planes column by column, which HDF5 shows as 3 × width × height. */
  private static long picture(HdfWriter hdf, Path file, boolean grey) throws IOException {
    RgbImage image = ImageFiles.read(file);
    int width = image.width();
    int height = image.height();
    byte[] planes = new byte[(grey ? 1 : 3) * width * height];
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        int from = 3 * (y * width + x);
        int to = x * height + y;
        byte[] rgb = image.rgb();
        if (grey) {
          int sum = (rgb[from] & 255) + (rgb[from + 1] & 255) + (rgb[from + 2] & 255);
          planes[to] = (byte) (sum / 3);
        } else {
          for (int channel = 0; channel < 3; channel++) {
            planes[channel * width * height + to] = rgb[from + channel];
          }
        }
      }
    }
    return grey ? hdf.bytes(planes, width, height) : hdf.bytes(planes, 3, width, height);
  }
}
