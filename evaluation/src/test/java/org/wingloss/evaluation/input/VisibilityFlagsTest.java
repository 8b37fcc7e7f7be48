package org.wingloss.evaluation.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The table of {@link Visibility}, over every user of every format: data sets, as {@code evaluate}
 * and {@code train} read them, and ground truth and predictions, as {@code score} reads them.
 * States are written V, H and M.
 */
final class VisibilityFlagsTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("mtfl-5");

  @TempDir private Path folder;

  @BeforeEach
  void image() throws IOException {
    Files.writeString(folder.resolve("a.jpg"), "x");
  }

  @ParameterizedTest
  @CsvSource({"22222,VVVVV", "21022,VHMVV", "11111,VVVVV", "11011,VVMVV", "12111,HVHHH"})
  void coco_flags_meanTheSameInADatasetInGroundTruthAndInAList(String flags, String expected)
      throws IOException {
    String face = "{'image_id':7,'keypoints':" + keypoints(flags) + "}";
    Path file = write("x_train.json", "{" + images("7") + ",'annotations':[" + face + "]}");
    assertEquals(List.of(expected), dataset("coco", file));
    assertEquals(List.of(expected), truth(file));
    Path list = write("list.json", "[" + face.replace("'image_id':7", "'image':'a.jpg'") + "]");
    assertEquals(List.of(expected), truth(list));
  }

  @Test
  void coco_wholeBody_isReadByItsFace() throws IOException {
    Path file =
        write(
            "x_train.json",
            "{"
                + images("7")
                + ",'annotations':[{'image_id':7,'keypoints':[0,0,0],'face_valid':true,'face_kpts':"
                + keypoints("21022")
                + "}]}");
    assertEquals(List.of("VHMVV"), dataset("coco", file));
    assertEquals(List.of("VHMVV"), truth(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "an empty list | 'image_id':IMAGE,'keypoints':[]",
        "no landmark marked | 'image_id':IMAGE,'keypoints':[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]",
        "another category | 'image_id':IMAGE,'category_id':2,'bbox':[1,2,3,4]",
        "not a valid face | 'image_id':IMAGE,'face_valid':false,'face_kpts':[1,2,2]",
      })
  void coco_annotationWithoutLandmarks_isPassedOverByAll(String what, String annotation)
      throws IOException {
    for (String id : List.of("7", "'seven'")) {
      Path file =
          write(
              "x_train.json",
              "{'annotations':[{"
                  + annotation.replace("IMAGE", id)
                  + "},{'image_id':"
                  + id
                  + ",'keypoints':"
                  + keypoints("21022")
                  + "}],"
                  + images(id)
                  + "}");
      assertEquals(List.of("VHMVV"), dataset("coco", file), what);
      assertEquals(List.of("VHMVV"), truth(file), what);
      assertEquals("a.jpg", faces(FaceFiles.truth(file, SCHEME)).get(0).id(), what);
    }
  }

  @Test
  void coco_missingLandmark_mayHaveAnyCoordinates() throws IOException {
    Path file =
        write(
            "x_train.json",
            "{"
                + images("7")
                + ",'annotations':[{'image_id':7,'keypoints':"
                + "[1,2,2, 3,4,1, NaN,null,0, 7,8,2, 9,9,2]}]}");
    assertEquals(List.of("VHMVV"), dataset("coco", file));
    assertEquals(List.of("VHMVV"), truth(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"NaN,4,1 | not finite", "3,4,3 | must be 0, 1 or 2", "3,4 | must be triples"})
  void coco_keypointWithoutMeaning_isAnErrorForAll(String point, String expected)
      throws IOException {
    Path file =
        write(
            "x_train.json",
            "{"
                + images("7")
                + ",'annotations':[{'image_id':7,'keypoints':[1,2,2, "
                + point
                + ", 5,6,2, 7,8,2, 9,9,2]}]}");
    for (org.junit.jupiter.api.function.Executable user :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> dataset("coco", file), () -> truth(file))) {
      String message = assertThrows(InvalidDataException.class, user).getMessage();
      assertTrue(message.contains("annotations[0]") && message.contains(expected), message);
    }
  }

  @Test
  void cocoResults_thirdNumber_isAScore() throws IOException {
    Path file =
        write(
            "results.json", "[{'image_id':7,'keypoints':[1,2,0.9, 3,4,0, NaN,6,1, 7,8,1, 9,9,2]}]");
    assertEquals(List.of("VVMVV"), predictions(file));
  }

  @Test
  void jsonLines_hiddenAndNull_meanTheSameForAll() throws IOException {
    String line = "{'image':'a.jpg','landmarks':[[1,2],[3,4],null,[7,8],[9,9]],'hidden':[1]}";
    Path file = write("x_train.jsonl", line);
    assertEquals(List.of("VHMVV"), dataset("jsonl", file));
    assertEquals(List.of("VHMVV"), truth(file));
    assertEquals(List.of("VHMVV"), predictions(file));
    Path notFound = write("p.jsonl", line.replace("null", "[NaN,Infinity]"));
    assertEquals(List.of("VHMVV"), predictions(notFound));
    assertThrows(InvalidDataException.class, () -> truth(notFound));
  }

  @Test
  void spiga_visibleAndNotFinite() throws IOException {
    Path file =
        write(
            "spiga.json",
            "[{'imgpath':'a.jpg','landmarks':[[1,2],[3,4],[null,NaN],[7,8],[9,9]],"
                + "'visible':[1,0,1,1,1]}]");
    assertEquals(List.of("VHMVV"), truth(file));
    assertEquals(List.of("VHMVV"), predictions(file));
  }

  @Test
  void csv_emptyCells_areMissing() throws IOException {
    String header = "id,x0,y0,x1,y1,x2,y2,x3,y3,x4,y4\n";
    assertEquals(List.of("VVMVV"), truth(write("t.csv", header + "a,1,2,3,4,,,7,8,9,9")));
    assertEquals(List.of("VVMVV"), truth(write("n.csv", header + "a,1,2,3,4,nan,NaN,7,8,9,9")));
    assertEquals(List.of("VVMVV"), predictions(write("p.csv", header + "a,1,2,3,4,nan,6,7,8,9,9")));
    assertEquals(List.of("VVMVH"), truth(write("s.csv", header + "a,1,2,3,4,-1,-1,7,8,-40,-9")));
    Path half = write("h.csv", header + "a,1,2,3,4,5,,7,8,9,9");
    assertThrows(InvalidDataException.class, () -> truth(half));
  }

  @Test
  void hrnet_marksAndSigns_areMissingAndHidden() throws IOException {
    Path file =
        write(
            "x_train.csv",
            """
            image_name,scale,center_w,center_h,x0,y0,x1,y1,x2,y2,x3,y3,x4,y4
            a.jpg,0.5,60,70,1,2,0,0,-1,-1,-20,-8,9,9
            """);
    assertEquals(List.of("VMMHV"), dataset("hrnet", file));
  }

  @Test
  void dlib_absentPart_isMissing() throws IOException {
    Path file =
        write(
            "x_train.xml",
            "<dataset><images><image file='a.jpg'><box top='1' left='1' width='9' height='9'>"
                + "<part name='0' x='0' y='0'/><part name='4' x='7' y='8'/></box></image></images>"
                + "</dataset>");
    assertEquals(List.of("VMMMV"), dataset("dlib", file));
  }

  @Test
  void pts_signs_areMissingAndHidden() throws IOException {
    Files.createDirectory(folder.resolve("pts"));
    write("pts/a.pts", "1 1\n3 4\n0 0\n-1 -1\n-40 -8\n");
    assertEquals(List.of("VVVMH"), truth(folder.resolve("pts")));
    assertEquals(List.of("VVVVV"), predictions(folder.resolve("pts")));
  }

  /** What a hidden landmark becomes that is written in a layout and read back. */
  @ParameterizedTest
  @CsvSource({
    "300w,V",
    "aflw,H",
    "aflw-sqlite,M",
    "cofw,H",
    "wflw,V",
    "mtfl,V",
    "merl-rav,H",
    "dlib,V",
    "coco,H",
    "hrnet,V",
    "jsonl,H"
  })
  void layout_hiddenLandmark_isWhatTheLayoutCanSay(String kind, String expected) {
    RenderedFaceSource source =
        (index, scheme) -> {
          double[] vector = new double[2 * scheme.count()];
          Visibility[] states = new Visibility[scheme.count()];
          for (int i = 0; i < states.length; i++) {
            vector[i] = 3 + i % 20;
            vector[states.length + i] = 4 + i % 17;
            states[i] = i == 1 ? Visibility.HIDDEN : Visibility.VISIBLE;
          }
          return new RenderedFace(
              new RgbImage(32, 32, new byte[3 * 32 * 32]),
              Landmarks.of(vector, states),
              new Box(1, 1, 30, 30),
              0);
        };
    Path data = folder.resolve("data");
    DatasetWriter.of(kind).write(data, source, DatasetWriter.FEWEST);
    for (Face face : DatasetReader.of(kind).read(data, "train")) {
      assertEquals("V" + expected + "V", states(face).substring(0, 3));
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text.replace('\'', '"'));
  }

  private static String images(String id) {
    return "'images':[{'id':" + id + ",'file_name':'a.jpg'}]";
  }

  /** Five keypoints with these flags. */
  private static String keypoints(String flags) {
    List<String> triples = new ArrayList<>();
    for (int i = 0; i < flags.length(); i++) {
      triples.add("%d,%d,%s".formatted(2 * i + 1, 2 * i + 2, flags.charAt(i)));
    }
    return triples.toString();
  }

  private List<String> dataset(String kind, Path file) {
    List<Face> faces = DatasetReader.of(kind + ":mtfl-5").read(file, "train");
    return faces.stream().map(VisibilityFlagsTest::states).toList();
  }

  private static List<String> truth(Path file) {
    return faces(FaceFiles.truth(file, SCHEME)).stream().map(VisibilityFlagsTest::states).toList();
  }

  private static List<String> predictions(Path file) {
    return faces(FaceFiles.predictions(file, file, SCHEME)).stream()
        .map(VisibilityFlagsTest::states)
        .toList();
  }

  private static List<Face> faces(FaceSource source) {
    List<Face> faces = new ArrayList<>();
    try (source;
        FaceSource.Cursor cursor = source.open()) {
      for (int i = 0; i < source.size(); i++) {
        faces.add(cursor.read(i));
      }
    }
    return faces;
  }

  private static String states(Face face) {
    return Stream.of(face.landmarks().states())
        .map(state -> state.name().substring(0, 1))
        .collect(Collectors.joining());
  }
}
