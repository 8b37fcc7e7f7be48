package org.wingloss.data.format;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.ImageSize;

/**
 * COCO keypoint JSON, as mmpose writes it for faces, 0-based, taken as it is. Annotations are an
 * object with {@code images} (id, file_name) and {@code annotations} (image_id, {@code keypoints}
 * x, y, v interleaved, {@code bbox} x, y, width, height); of COCO-WholeBody, {@code face_kpts} and
 * {@code face_box} are read where {@code face_valid} is true. Where an annotation has {@code
 * box_size} and {@code center}, as mmpose's AFLW has, the box is the square of box_size pixels
 * about the centre: mmpose divides by box_size, and bbox is only a box around the landmarks.
 * Results are a list of objects with {@code image_id} and {@code keypoints} x, y, score. Ids are
 * whole numbers or texts. Unknown keys are passed over: the format is made to be extended.
 *
 * <p>Of mmpose 0.x and 1.x the results of a test are read, with {@code keypoints} flat or nested
 * ([x, y, score] or [x, y] with {@code keypoint_scores}), and what its inference writes: a list of
 * instances of the picture after which the file is called, or {@code instance_info}, also by frame
 * ({@code frame_id}, {@code instances}).
 *
 * <p>The id of a face is its image's name; the second face of one image in the file's order is
 * {@code name#2}, and so on.
 *
 * <p>Traps: v is 0 for a missing, 1 for a hidden and 2 for a visible landmark, but mmpose's face
 * sets write 1 for every landmark: in a file without any 2, 1 counts as visible. Annotations
 * without any marked landmark (people seen from behind, other categories) are passed over. mmpose's
 * lists of 300-W are copies of the 1-based files and lie one pixel to the right and below, so
 * prefer the kind 300w for that data set.
 */
public final class CocoJson implements ListFormat {
  private static final JsonMapper WRITER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * The names that annotations give and results leave out.
   *
   * @param images the images' names by their ids
   * @param faces the faces' ids by the ids of their annotations
   */
  public record Names(Map<String, String> images, Map<String, String> faces) {
    /** No names. */
    public static final Names NONE = new Names(Map.of(), Map.of());
  }

  /**
   * The faces of a file.
   *
   * @param faces in order
   * @param named whether the file says which face of an image is which; otherwise {@code a.jpg#2}
   *     is only the second that it lists
   */
  public record Listed(List<Face> faces, boolean named) {}

  /**
   * The faces of annotations or results, in order. Results whose entries have the ids of
   * annotations of the same images take the ids of those faces.
   *
   * @param names that the file may lack, see {@link #names}
   * @throws org.wingloss.data.InvalidDataException if the file is absent or an entry does not fit
   */
  public static Listed read(Path file, Role role, Names names) {
    CocoReader reader = CocoReader.read(file, role, names.images());
    List<Face> faces = reader.faces().stream().map(listed -> listed.face().get()).toList();
    List<String> named = named(faces, reader.ids(), names.faces());
    if (!named.isEmpty()) {
      return new Listed(withIds(faces, named), true);
    }
    return new Listed(withIds(faces, numbered(faces)), role == Role.GROUND_TRUTH);
  }

  /** The ids of the annotations' faces; empty if an entry has none, or that of another image. */
  private static List<String> named(
      List<Face> faces, List<Optional<String>> ids, Map<String, String> known) {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      Optional<String> id = ids.get(i).map(known::get);
      String image = faces.get(i).id();
      if (id.filter(face -> face.equals(image) || face.startsWith(image + "#")).isEmpty()) {
        return List.of();
      }
      named.add(id.get());
    }
    return Set.copyOf(named).size() == named.size() ? named : List.of();
  }

  private static List<String> numbered(List<Face> faces) {
    FaceIds ids = new FaceIds();
    return faces.stream().map(face -> ids.next(face.id())).toList();
  }

  private static List<Face> withIds(List<Face> faces, List<String> ids) {
    return IntStream.range(0, faces.size()).mapToObj(i -> faces.get(i).withId(ids.get(i))).toList();
  }

  /** The names of annotations, for results. */
  public static Names names(Path annotations) {
    CocoReader reader = CocoReader.read(annotations, Role.GROUND_TRUTH, Map.of());
    FaceIds ids = new FaceIds();
    Map<String, String> faces = new HashMap<>();
    List<String> images =
        reader.faces().stream().flatMap(listed -> listed.image().stream()).toList();
    List<Optional<String>> entries = reader.ids();
    for (int i = 0; i < images.size(); i++) {
      String face = ids.next(images.get(i));
      entries.get(i).ifPresent(id -> faces.put(id, face));
    }
    return new Names(reader.images(), faces);
  }

  @Override
  public String ending() {
    return ".json";
  }

  @Override
  public void read(Path file, LandmarkCount count, Consumer<ListedFace> faces) {
    CocoReader.read(file, Role.GROUND_TRUTH, Map.of()).faces().forEach(faces);
  }

  @Override
  public Face kept(Face face) {
    return face.withSubsets(Set.of());
  }

  /** What is written. */
  private record Document(
      List<Image> images, List<Annotation> annotations, List<Category> categories) {}

  private record Image(int id, String fileName, int width, int height) {}

  private record Annotation(
      int id, int imageId, int categoryId, List<Double> bbox, List<Number> keypoints) {}

  private record Category(int id, String name) {}

  @Override
  public void write(Path file, Path images, List<Face> faces) throws IOException {
    Document document =
        new Document(new ArrayList<>(), new ArrayList<>(), List.of(new Category(1, "face")));
    for (int id = 0; id < faces.size(); id++) {
      Face face = faces.get(id);
      ImageSize size = ImageFiles.size(face.image());
      String name = ListFormat.name(face, images);
      document.images().add(new Image(id, name, size.width(), size.height()));
      Box box = face.box().orElseThrow();
      List<Double> edges = List.of(box.left(), box.top(), box.width(), box.height());
      document.annotations().add(new Annotation(id, id, 1, edges, keypoints(face.landmarks())));
    }
    WRITER.writeValue(file.toFile(), document);
  }

  private static List<Number> keypoints(Landmarks landmarks) {
    List<Number> keypoints = new ArrayList<>();
    for (int i = 0; i < landmarks.count(); i++) {
      boolean present = landmarks.isPresent(i);
      keypoints.add(present ? landmarks.x(i) : 0.0);
      keypoints.add(present ? landmarks.y(i) : 0.0);
      keypoints.add(!present ? 0 : landmarks.isVisible(i) ? 2 : 1);
    }
    return keypoints;
  }
}
