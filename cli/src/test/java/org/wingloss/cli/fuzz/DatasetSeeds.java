package org.wingloss.cli.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;

/** The files of data sets that hold their landmarks, which {@code doctor} and others read. */
final class DatasetSeeds {
  /** The folder of tar shards. */
  static final String TARS = "tars/";

  /** Their index, which names each by its hash. */
  static final String INDEX = TARS + "index.json";

  private static final int SIDE = 32;
  private static final Map<Long, SyntheticFace> FACES = new ConcurrentHashMap<>();

  private DatasetSeeds() {}

  static List<FuzzFormat> formats() {
    List<FuzzFormat> formats = new ArrayList<>();
    formats.add(
        layout("300w", "300w", "lfpw/trainset/image_00001.pts", "helen/trainset/00004_1.pts"));
    formats.add(layout("aflw", "aflw", "AFLWinfo_release.mat").packedAs(Packing.MAT5));
    formats.add(layout("aflw-sqlite", "aflw-sqlite", "data/aflw.sqlite"));
    formats.add(
        layout("cofw", "cofw", "COFW_train_color.mat")
            .writing("COFW_train_color.pictures", "COFW_test_color.pictures"));
    formats.add(
        layout(
            "wflw",
            "wflw",
            "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_train.txt"));
    formats.add(layout("mtfl", "mtfl", "training.txt", "testing.txt"));
    formats.add(layout("dlib", "dlib:mtfl-5", "labels_train.xml"));
    formats.add(layout("coco", "coco:mtfl-5", "annotations/face_train.json"));
    formats.add(layout("hrnet", "hrnet:mtfl-5", "face_landmarks_mtfl-5_train.csv"));
    formats.add(layout("jsonl-set", "jsonl:mtfl-5", "train.jsonl"));
    formats.add(
        tars("tar", TARS + "train-00000.tar", TARS + "validation-00000.tar").packedAs(Packing.TAR));
    formats.add(tars("tar-index", INDEX));
    return formats;
  }

  private static FuzzFormat layout(String name, String kind, String... lists) {
    String set = " --dataset " + kind + " --data @";
    return FuzzFormat.of(
            name,
            folder -> write(kind, folder),
            List.of(lists),
            "doctor --json" + set,
            "balance --bins 2 --json --split train" + set,
            "balance --bins 2 --mode interpolated --split train" + set,
            "balance --bins 2 --mode faithful --split train" + set)
        .costing(8);
  }

  private static FuzzFormat tars(String name, String... targets) {
    String command = "doctor --json --dataset tar --data @/" + TARS;
    return FuzzFormat.of(name, DatasetSeeds::writeTars, List.of(targets), command).costing(7);
  }

  private static void writeTars(Path folder) throws IOException {
    String words =
        "synthesise --layout tar:mtfl-5 --faces 20 --size 32 --set augmentation=[]"
            + " --set network=cnn6(input=32,widths=4-4-4-4-4,hidden=8) --out";
    List<Object> all = new ArrayList<>(List.of(words.split(" ")));
    all.add(folder.resolve(TARS));
    FaceFileSeeds.printed(all.toArray());
  }

  /** A face of a series of few, each rendered once for all layouts. */
  static RenderedFace face(long index, LandmarkScheme scheme) {
    SyntheticFace face = FACES.computeIfAbsent(index, i -> new SyntheticFaces(1).face(i, SIDE));
    Landmarks landmarks = face.landmarks(scheme);
    return new RenderedFace(face.image(), landmarks, landmarks.bounds(), face.yaw());
  }

  private static void write(String kind, Path folder) throws IOException {
    Path made = folder.resolve("made");
    DatasetWriter.of(kind).write(made, DatasetSeeds::face, DatasetWriter.FEWEST);
    try (Stream<Path> parts = Files.list(made)) {
      for (Path part : (Iterable<Path>) parts::iterator) {
        Files.move(part, folder.resolve(part.getFileName()));
      }
    }
    Files.delete(made);
  }
}
