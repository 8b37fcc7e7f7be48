package org.wingloss.data.dataset.writer;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.ImageSize;
import org.wingloss.data.scheme.LandmarkScheme;

/** COCO keypoint JSON, {@code annotations/face_train.json} and {@code face_test.json}. */
record CocoLayoutWriter(LandmarkScheme scheme) implements LayoutWriter {
  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("test", "images/%05d.jpg"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    return face.with(face.landmarks(), face.annotation().box(), Set.of());
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    Files.createDirectory(folder.resolve("annotations"));
    for (String split : List.of("train", "test")) {
      List<WrittenFace> part = faces.stream().filter(f -> f.split().equals(split)).toList();
      Path file = folder.resolve("annotations/face_" + split + ".json");
      try (JsonGenerator json =
          new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
        json.writeStartObject();
        json.writeArrayFieldStart("images");
        for (int id = 0; id < part.size(); id++) {
          Path picture = part.get(id).annotation().image();
          ImageSize size = ImageFiles.size(picture);
          json.writeStartObject();
          json.writeNumberField("id", id);
          json.writeStringField("file_name", picture.getFileName().toString());
          json.writeNumberField("width", size.width());
          json.writeNumberField("height", size.height());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("annotations");
        for (int id = 0; id < part.size(); id++) {
          write(json, id, part.get(id));
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
    return faces;
  }

  private static void write(JsonGenerator json, int id, WrittenFace face) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeNumberField("image_id", id);
    json.writeNumberField("category_id", 1);
    Box box = face.box();
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
