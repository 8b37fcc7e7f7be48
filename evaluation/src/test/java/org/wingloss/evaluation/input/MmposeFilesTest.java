package org.wingloss.evaluation.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scorer;

/** What mmpose 0.x and 1.x write for faces, matched to COCO annotations. */
final class MmposeFilesTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("mtfl-5");

  @TempDir private Path folder;

  /** Two faces in one picture, one in another. */
  private Path annotations() throws IOException {
    return write(
        "truth.json",
        "{'images':[{'id':7,'file_name':'a.jpg'},{'id':8,'file_name':'b.jpg'}],'annotations':["
            + "{'id':31,'image_id':7,'bbox':[0,0,20,20],'keypoints':[0,0,2,10,0,2,5,5,2,2,9,2,8,9,2]},"
            + "{'id':32,'image_id':7,'bbox':[0,0,20,20],"
            + "'keypoints':[100,0,2,110,0,2,105,5,2,102,9,2,108,9,2]},"
            + "{'id':33,'image_id':8,'bbox':[0,0,20,20],'keypoints':[0,0,2,10,0,2,5,5,2,2,9,2,8,9,2]}"
            + "]}");
  }

  private static final String LEFT = "[0,0,1,10,0,1,5,5,1,2,9,1,8,9,1]";
  private static final String RIGHT = "[100,0,1,110,0,1,105,5,1,102,9,1,108,9,1]";

  @Test
  void resultsWithAnnotationIds_inAnotherOrder_areMatchedByThem() throws IOException {
    Scorer.Matched matched =
        score(
            "[{'id':33,'image_id':8,'keypoints':%1$s},{'id':32,'image_id':7,'keypoints':%2$s},{'id':31,'image_id':7,'keypoints':%1$s}]"
                .formatted(LEFT, RIGHT));
    assertEquals(0, matched.byPosition());
    assertErrors(matched, 0, 0, 0);
  }

  /** That the ids are right is known, so a prediction of the neighbour is an error, and named. */
  @Test
  void resultsWithAnnotationIds_ofTheNeighbour_areNamed() throws IOException {
    Scorer.Matched matched =
        score(
            "[{'id':33,'image_id':8,'keypoints':%1$s},{'id':31,'image_id':7,'keypoints':%2$s},{'id':32,'image_id':7,'keypoints':%1$s}]"
                .formatted(LEFT, RIGHT));
    assertEquals(List.of("a.jpg", "a.jpg#2"), matched.confused());
  }

  @Test
  void resultsNumberedByThemselves_areMatchedWithinThePicture() throws IOException {
    Scorer.Matched matched =
        score(
            "[{'id':0,'image_id':7,'keypoints':%2$s},{'id':1,'image_id':7,'keypoints':%1$s},{'id':2,'image_id':8,'keypoints':%1$s}]"
                .formatted(LEFT, RIGHT));
    assertEquals(2, matched.byPosition());
    assertErrors(matched, 0, 0, 0);
  }

  @Test
  void oneResultMissing_leavesTheNeighbourItsOwn() throws IOException {
    Scorer.Matched matched =
        score(
            "[{'image_id':7,'keypoints':%2$s},{'image_id':8,'keypoints':%1$s}]"
                .formatted(LEFT, RIGHT));
    assertEquals(List.of("a.jpg"), matched.scores().missing());
    assertErrors(matched, 1, 0, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.x, nested | result_keypoints.json | [{'keypoints':[[1,2,0.9],[3,4,0.8],[5,6,0.7],[7,8,1],"
            + "[9,9,0]],'center':[5.0,5.0],'scale':[0.1,0.1],'area':9.5,'score':0.9,'image_id':8,"
            + "'bbox_id':0}] | b.jpg",
        "1.x, of a test | results.keypoints.json | [{'id':33,'image_id':8,'category_id':1,"
            + "'keypoints':[1,2,0.9,3,4,0.8,5,6,0.7,7,8,1,9,9,0],'score':0.9}] | b.jpg",
        "1.x, of a picture | b.json | [{'keypoints':[[1,2],[3,4],[5,6],[7,8],[9,9]],"
            + "'keypoint_scores':[1,1,1,1,1],'bbox':[[0,0,9.5,9]],'bbox_score':0.9}] | b",
        "1.x, with meta_info | results_b.json | {'meta_info':{'n':[1]},'instance_info':["
            + "{'keypoints':[[1,2],[3,4],[5,6],[7,8],[9,9]],'keypoint_scores':[1,1,1,1,1]}]} | b",
        "1.x, of a film | film.json | [{'frame_id':8,'instances':[{'keypoints':[[1,2],[3,4],[5,6],"
            + "[7,8],[9,9]],'keypoint_scores':[1,1,1,1,1],'bbox':[[0,0,9,9]]}]}] | b.jpg",
        "1.x, a film with meta_info | film.json | {'instance_info':[{'frame_id':8,'instances':["
            + "{'keypoints':[[1,2],[3,4],[5,6],[7,8],[9,9]]}]}]} | b.jpg",
      })
  void file_ofMmpose_isRead(String what, String name, String text, String id) throws IOException {
    Face face = only(write(name, text));
    assertEquals(id, face.id(), what);
    assertEquals(Landmarks.of(1, 3, 5, 7, 9, 2, 4, 6, 8, 9), face.landmarks(), what);
  }

  /** What inference writes for a folder of pictures: a file each, also where no face was found. */
  @Test
  void folder_ofOneFileEach_isRead() throws IOException {
    Files.createDirectories(folder.resolve("predictions/sub"));
    String face = "[{'keypoints':[[1,2],[3,4],[5,6],[7,8],[9,9]],'keypoint_scores':[1,1,1,1,1]}]";
    write("predictions/a.json", "[]");
    write("predictions/sub/b.json", face);
    assertEquals("sub/b", only(folder.resolve("predictions")).id());
  }

  private Face only(Path file) throws IOException {
    List<Face> faces = new ArrayList<>();
    try (FaceSource source = FaceFiles.predictions(file, annotations(), SCHEME);
        FaceSource.Cursor cursor = source.open()) {
      for (int i = 0; i < source.size(); i++) {
        faces.add(cursor.read(i));
      }
    }
    assertEquals(1, faces.size());
    return faces.get(0);
  }

  private Scorer.Matched score(String results) throws IOException {
    Path truth = annotations();
    try (FaceSource faces = FaceFiles.truth(truth, SCHEME);
        FaceSource predictions =
            FaceFiles.predictions(write("results.json", results), truth, SCHEME)) {
      return new Scorer(SCHEME, List.of(Normaliser.of("box-width"))).score(faces, predictions);
    }
  }

  private static void assertErrors(Scorer.Matched matched, double... expected) {
    double[] found = matched.scores().byFace("box-width");
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], 1e-9, matched.scores().ids().get(i));
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text.replace('\'', '"'));
  }
}
