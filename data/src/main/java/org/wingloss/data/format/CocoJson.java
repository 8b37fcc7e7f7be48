package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.ImageSize;

/**
 * COCO keypoint JSON, as mmpose writes it for faces, 0-based, taken as it is. Annotations are an
 * object with {@code images} (id, file_name) and {@code annotations} (image_id, {@code keypoints}
 * x, y, v interleaved, {@code bbox} x, y, width, height); of COCO-WholeBody, {@code face_kpts} and
 * {@code face_box} are read where {@code face_valid} is true. Results are a list of objects with
 * {@code image_id} and {@code keypoints} x, y, score. Ids are whole numbers or texts. Unknown keys
 * are passed over: the format is made to be extended.
 *
 * <p>The id of a face is its image's name; the second face of one image in the file's order is
 * {@code name#2}, and so on.
 *
 * <p>Traps: v is 0 for a missing, 1 for a hidden and 2 for a visible landmark, but mmpose's face
 * sets write 1 for every landmark: in a file without any 2, 1 counts as visible. Annotations
 * without any marked landmark (people seen from behind, other categories) are passed over.
 */
public final class CocoJson implements ListFormat {
  /**
   * The faces of annotations or results, in order.
   *
   * @param images image names by id that the file may lack, see {@link #images}
   * @throws org.wingloss.data.InvalidDataException if the file is absent or an entry does not fit
   */
  public static List<Face> read(Path file, Role role, Map<String, String> images) {
    FaceIds ids = new FaceIds();
    List<Face> faces = new ArrayList<>();
    for (ListedFace listed : CocoReader.read(file, role, images).faces()) {
      Face face = listed.face().get();
      faces.add(face.withId(ids.next(face.id())));
    }
    return faces;
  }

  /** The image names of annotations by id; results leave them out. */
  public static Map<String, String> images(Path annotations) {
    return CocoReader.read(annotations, Role.GROUND_TRUTH, Map.of()).images();
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

  @Override
  public void write(Path file, Path images, List<Face> faces) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (int id = 0; id < faces.size(); id++) {
        ImageSize size = ImageFiles.size(faces.get(id).image());
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeStringField("file_name", ListFormat.name(faces.get(id), images));
        json.writeNumberField("width", size.width());
        json.writeNumberField("height", size.height());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      for (int id = 0; id < faces.size(); id++) {
        write(json, id, faces.get(id));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      json.writeStartObject();
      json.writeNumberField("id", 1);
      json.writeStringField("name", "face");
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, int id, Face face) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeNumberField("image_id", id);
    json.writeNumberField("category_id", 1);
    Box box = face.box().orElseThrow();
    json.writeFieldName("bbox");
    json.writeArray(new double[] {box.left(), box.top(), box.width(), box.height()}, 0, 4);
    json.writeArrayFieldStart("keypoints");
    Landmarks landmarks = face.landmarks();
    for (int i = 0; i < landmarks.count(); i++) {
      boolean present = landmarks.isPresent(i);
      json.writeNumber(present ? landmarks.x(i) : 0);
      json.writeNumber(present ? landmarks.y(i) : 0);
      json.writeNumber(!present ? 0 : landmarks.isVisible(i) ? 2 : 1);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
