package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.dataset.Wflw;

/**
 * WFLW: both forms of its lists. A face turned by 30° or more is in the subset pose, one with a
 * tenth of its landmarks covered in occlusion; the other subsets are dealt out in turn.
 */
record WflwWriter() implements LayoutWriter {
  private static final double LARGE_POSE = 30;

  @Override
  public List<FaceDestination> places() {
    String train = "WFLW_images/0--Parade/0_Parade_%05d.jpg";
    return List.of(
        new FaceDestination("train", train),
        new FaceDestination("train", train, "expression"),
        new FaceDestination(
            "test", "WFLW_images/1--Handshaking/1_Handshaking_%05d.jpg", "illumination"),
        new FaceDestination("train", train, "make-up"),
        new FaceDestination("test", "WFLW_images/1--Handshaking/1_Handshaking_%05d.jpg", "blur"),
        new FaceDestination("train", train),
        new FaceDestination("test", "WFLW_images/2--Demonstration/2_%05d.jpg", "expression"),
        new FaceDestination("test", "WFLW_images/2--Demonstration/2_%05d.jpg", "make-up"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    Set<String> subsets = new TreeSet<>(face.annotation().subsets());
    if (Math.abs(face.yaw()) >= LARGE_POSE) {
      subsets.add("pose");
    }
    int covered = 0;
    for (int i = 0; i < face.landmarks().count(); i++) {
      covered += face.landmarks().isVisible(i) ? 0 : 1;
    }
    if (10 * covered >= face.landmarks().count()) {
      subsets.add("occlusion");
    }
    return face.with(face.landmarks().allVisible(), Optional.of(face.box().rounded()), subsets);
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    Path annotations = folder.resolve("WFLW_annotations");
    for (String split : List.of("train", "test")) {
      List<WrittenFace> part = faces.stream().filter(f -> f.split().equals(split)).toList();
      writeLines(
          annotations
              .resolve("list_98pt_rect_attr_train_test")
              .resolve("list_98pt_rect_attr_" + split + ".txt"),
          part.stream().map(WflwWriter::rich).toList());
    }
    List<WrittenFace> test = faces.stream().filter(f -> f.split().equals("test")).toList();
    Path lists = annotations.resolve("list_98pt_test");
    writeLines(lists.resolve("list_98pt_test.txt"), test.stream().map(WflwWriter::plain).toList());
    for (int k = 0; k < Wflw.LISTS.size(); k++) {
      String flag = Wflw.FLAGS.get(k);
      writeLines(
          lists.resolve("list_98pt_test_" + Wflw.LISTS.get(k) + ".txt"),
          test.stream()
              .filter(f -> f.annotation().subsets().contains(flag))
              .map(WflwWriter::plain)
              .toList());
    }
    return faces;
  }

  private static String rich(WrittenFace face) {
    StringBuilder out = new StringBuilder(face.interleaved());
    for (double edge : face.box().edges()) {
      out.append(' ').append((int) edge);
    }
    for (String flag : Wflw.FLAGS) {
      out.append(face.annotation().subsets().contains(flag) ? " 1" : " 0");
    }
    return out.append(' ').append(picture(face)).toString();
  }

  private static String plain(WrittenFace face) {
    return face.interleaved() + " " + picture(face);
  }

  private static String picture(WrittenFace face) {
    return face.annotation().id().replace("WFLW_images/", "");
  }

  private static void writeLines(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }
}
