package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.CocoJson;
import org.wingloss.data.format.DlibXml;
import org.wingloss.data.format.HrnetCsv;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.Role;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Writes faces in the layout of a published data set. Its reader ({@link DatasetReader}) gives them
 * back.
 */
public final class DatasetWriter {
  /** The fewest faces that give every split of every layout at least one. */
  public static final int FEWEST = 20;

  private static final List<String> KINDS =
      List.of(
          "300w",
          "aflw",
          "aflw-sqlite",
          "cofw",
          "wflw",
          "mtfl",
          "merl-rav",
          "dlib",
          "coco",
          "hrnet",
          "jsonl");

  private static final double JPEG_QUALITY = 0.95;

  private final LayoutWriter layout;
  private final LandmarkScheme scheme;

  private DatasetWriter(LayoutWriter layout, LandmarkScheme scheme) {
    this.layout = layout;
    this.scheme = scheme;
  }

  /**
   * The writer of a layout.
   *
   * @param kind as for {@link DatasetReader#of}: {@code wflw}, {@code dlib:aflw-19}
   * @throws InvalidDataException if there is no such kind or scheme, or the kind has another one
   */
  public static DatasetWriter of(String kind) {
    String name = kind.replaceFirst(":.*", "");
    if (!KINDS.contains(name)) {
      throw new InvalidDataException(
          "no layout is called '%s'; known: %s".formatted(name, String.join(", ", KINDS)));
    }
    LandmarkScheme scheme = DatasetReader.of(kind).scheme();
    return new DatasetWriter(
        switch (name) {
          case "300w" -> new ThreeHundredWWriter();
          case "aflw" -> new AflwWriter();
          case "aflw-sqlite" -> new AflwDatabaseWriter();
          case "cofw" -> new CofwWriter();
          case "wflw" -> new WflwWriter();
          case "mtfl" -> new MtflWriter();
          case "merl-rav" -> new MerlRavWriter();
          case "dlib" -> new ListFileLayoutWriter(new DlibXml(), "labels_%s.xml", "");
          case "coco" ->
              new ListFileLayoutWriter(new CocoJson(), "annotations/face_%s.json", "images");
          case "hrnet" ->
              new ListFileLayoutWriter(
                  new HrnetCsv(), "face_landmarks_" + scheme.name() + "_%s.csv", "images");
          case "jsonl" -> new ListFileLayoutWriter(JsonLines.of(Role.GROUND_TRUTH), "%s.jsonl", "");
          default -> throw new IllegalStateException(name);
        },
        scheme);
  }

  /** The layouts that can be written. */
  public static List<String> kinds() {
    return KINDS;
  }

  /** What the landmarks of the layout mean. */
  public LandmarkScheme scheme() {
    return scheme;
  }

  /**
   * Writes a data set. The folder appears when everything is in it.
   *
   * @param folder must not exist or be empty
   * @param faces how many, at least {@value #FEWEST}
   * @return the faces of each split, sorted by id, as the reader will give them back, up to the
   *     precision of the layout (1e-6 pixels)
   * @throws InvalidDataException if the folder is not empty or cannot be written
   */
  public Map<String, List<Face>> write(Path folder, RenderedFaceSource source, int faces) {
    return assemble(folder, (n, picture) -> render(source, n, picture), faces);
  }

  /**
   * As {@link #write}, for a folder that several processes may write at once with the same faces:
   * who comes later leaves the folder of who was first.
   */
  public void writeUnlessThere(Path folder, RenderedFaceSource source, int faces) {
    Path target = folder.toAbsolutePath();
    AtomicFolder.replaceUnless(
        folder,
        unfinished -> fill(unfinished, target, (n, picture) -> render(source, n, picture), faces),
        Files::isDirectory);
  }

  /**
   * As {@link #write}, of faces whose pictures are there already, perhaps made by other processes.
   */
  public Map<String, List<Face>> assemble(Path folder, StoredFaceSource source, int faces) {
    Path target = folder.toAbsolutePath();
    return AtomicFolder.create(folder, unfinished -> fill(unfinished, target, source, faces));
  }

  /** The name of a face's picture below the data folder, for whoever writes it beforehand. */
  public String picture(int n) {
    return NumberText.format(place(n).picture(), n);
  }

  /**
   * Renders a face and writes its picture, as {@link #write} does.
   *
   * @param picture a file whose name ends as {@link #picture}
   */
  public StoredFace render(RenderedFaceSource source, int n, Path picture) throws IOException {
    RenderedFace face = source.face(n, scheme);
    if (picture.toString().endsWith(".png")) {
      ImageFiles.writePng(face.image(), picture);
    } else {
      Files.write(picture, ImageFiles.jpeg(face.image(), JPEG_QUALITY));
    }
    return new StoredFace(face.landmarks(), face.box(), face.yaw());
  }

  private FaceDestination place(int n) {
    List<FaceDestination> places = layout.places();
    return places.get(n % places.size());
  }

  private Map<String, List<Face>> fill(
      Path unfinished, Path target, StoredFaceSource source, int faces) throws IOException {
    if (faces < FEWEST) {
      throw new IllegalArgumentException("faces must be >= %d but was %d".formatted(FEWEST, faces));
    }
    List<WrittenFace> written = new ArrayList<>();
    for (int n = 0; n < faces; n++) {
      written.add(layout.kept(written(unfinished, source, n)));
    }
    return bySplit(layout.write(unfinished, written), unfinished, target);
  }

  private WrittenFace written(Path folder, StoredFaceSource source, int n) throws IOException {
    FaceDestination place = place(n);
    String name = picture(n);
    Path picture = folder.resolve(name);
    Files.createDirectories(picture.getParent());
    StoredFace face = source.store(n, picture);
    Set<String> subsets = place.subset().isEmpty() ? Set.of() : Set.of(place.subset());
    return new WrittenFace(
        place.split(),
        new Face(name, picture, face.landmarks(), Optional.of(face.box()), subsets),
        face.yaw());
  }

  private static Map<String, List<Face>> bySplit(
      List<WrittenFace> written, Path part, Path target) {
    Map<String, List<Face>> splits = new LinkedHashMap<>();
    for (WrittenFace face : written) {
      Face moved =
          face.called(
                  face.annotation().id(),
                  target.resolve(part.relativize(face.annotation().image())))
              .annotation();
      splits.computeIfAbsent(face.split(), unused -> new ArrayList<>()).add(moved);
    }
    splits.values().forEach(list -> list.sort(Comparator.comparing(Face::id)));
    return splits;
  }
}
