package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** 300-W: all folders of training, test and private test, {@code .pts} beside every picture. */
record ThreeHundredWWriter() implements LayoutWriter {
  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", "helen/trainset/%05d_1.jpg", "helen"),
        new FaceDestination("train", "lfpw/trainset/image_%05d.png", "lfpw"),
        new FaceDestination("train", "afw/%05d_1.jpg", "afw"),
        new FaceDestination("common", "helen/testset/%05d_1.jpg", "common"),
        new FaceDestination("train", "helen/trainset/%05d_1.jpg", "helen"),
        new FaceDestination("train", "lfpw/trainset/image_%05d.png", "lfpw"),
        new FaceDestination("common", "lfpw/testset/image_%05d.png", "common"),
        new FaceDestination("challenging", "ibug/image_%05d _1.jpg", "challenging"),
        new FaceDestination("private", "300W/01_Indoor/indoor_%05d.png", "indoor"),
        new FaceDestination("private", "300W/02_Outdoor/outdoor_%05d.png", "outdoor"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    return face.with(face.landmarks().allVisible(), Optional.empty(), face.annotation().subsets());
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    for (WrittenFace face : faces) {
      face.writePoints();
    }
    return faces;
  }
}
