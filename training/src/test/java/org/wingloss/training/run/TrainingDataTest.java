package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

class TrainingDataTest {
  private static final Recipe RECIPE = RecipeFile.read("300w-cnn6-wing", List.of());

  private static final Recipe LIST = RecipeFile.read("300w-cnn6-wing", List.of("validation=list"));

  @TempDir private Path folder;
  private TrainingData own;

  @BeforeEach
  void draw() {
    Path data = folder.resolve("300w");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 20);
    own = TrainingData.read(RECIPE, data);
  }

  /** A file as {@code predict} writes it, about pictures of the data set. */
  private Path labelled(String name, int count, Face pictureOf) throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("more"));
    Path file = folder.resolve(name + ".jsonl");
    try (JsonLinesWriter lines = JsonLines.writer(file)) {
      for (int i = 0; i < count; i++) {
        Path picture = pictures.resolve(name + i + ".png");
        Files.copy(own.faces().get(i % own.faces().size()).image(), picture);
        lines.write(
            new Face(
                name + i,
                folder.relativize(pictureOf == null ? picture : pictureOf.image()),
                own.faces().get(0).landmarks(),
                Optional.empty(),
                Set.of()));
      }
      lines.finish();
    }
    return file;
  }

  @Test
  void labelledFaces_trainBesideTheOwnOnes_andNeverValidate() throws IOException {
    TrainingData more = own.withLabelled(labelled("a", 3, null), false);
    assertEquals(own.faces(), more.faces().subList(0, own.faces().size()));
    assertEquals(own.faces().size() + 3, more.faces().size());
    assertEquals(own.validation(), more.validation());
    assertEquals("300w and 3 pseudo-labelled faces", more.trainedOn().text());
    assertNotEquals(own.sha256(), more.sha256());
    assertEquals(own.validationSha256(), more.validationSha256());
    TrainingData still = more.withLabelled(labelled("b", 2, null), false);
    assertEquals("300w and 5 pseudo-labelled faces", still.trainedOn().text());
    assertEquals(5, still.labelled());
  }

  /** Whoever may call a method can name what it gives. */
  @Test
  void methods_ofTrainingSets_givePublicTypes() {
    for (Class<?> type : List.of(TrainingSet.class, TrainingData.class, StreamedData.class)) {
      for (Method method : type.getMethods()) {
        assertTrue(Modifier.isPublic(method.getReturnType().getModifiers()), method.toString());
      }
    }
  }

  /** Its name is none that is known. */
  @Test
  void labelledFaces_ofASchemeOfOnesOwn_trainToo() throws IOException {
    String text = own.scheme().toJson().replace("\"300w-68\"", "\"mine-68\"");
    Path file = Files.writeString(folder.resolve("mine.json"), text);
    TrainingData mine =
        new TrainingData(
            "jsonl",
            LandmarkScheme.of(file.toString()),
            own.faces(),
            0,
            own.validation(),
            List.of());
    assertEquals("mine-68", mine.scheme().name());
    assertEquals(3, mine.withLabelled(labelled("a", 3, null), false).labelled());
  }

  @Test
  void draws_manyLabelledFaces_repeatTheOwnOnesUntilTheyAreAsMany() throws IOException {
    int count = own.faces().size();
    assertEquals(count, own.draws().size());
    assertEquals(count + 3, own.withLabelled(labelled("few", 3, null), false).draws().size());
    List<Integer> draws = own.withLabelled(labelled("many", 2 * count + 1, null), false).draws();
    for (int i = 0; i < count; i++) {
      assertEquals(3, Collections.frequency(draws, i), "own face " + i);
    }
    for (int i = count; i < 3 * count + 1; i++) {
      assertEquals(1, Collections.frequency(draws, i), "labelled face " + i);
    }
  }

  @Test
  void labelledFace_thatIsKnownOrKeptOut_isRefused() throws IOException {
    Path first = labelled("a", 2, null);
    TrainingData once = own.withLabelled(first, false);
    InvalidDataException twice =
        assertThrows(InvalidDataException.class, () -> once.withLabelled(first, false));
    assertTrue(
        twice.getMessage().endsWith("the face 'a0' is in training already"), twice.getMessage());
    Path leak = labelled("leak", 1, own.validation().get(0));
    InvalidDataException kept =
        assertThrows(InvalidDataException.class, () -> own.withLabelled(leak, false));
    assertTrue(
        kept.getMessage()
            .endsWith("the face 'leak0' shows a picture that is held out for validation"),
        kept.getMessage());
  }

  @Test
  void labelledFace_whosePictureIsACopyOfOneThatIsHeldOut_isRefused() throws IOException {
    Path copy = folder.resolve("copy.jpg");
    Files.copy(own.validation().get(0).image(), copy);
    Path leak = labelled("leak", 1, own.validation().get(0).withImage(copy));
    InvalidDataException kept =
        assertThrows(InvalidDataException.class, () -> own.withLabelled(leak, false));
    assertTrue(
        kept.getMessage()
            .endsWith("the face 'leak0' shows a picture that is held out for validation"),
        kept.getMessage());
  }

  @Test
  void photographs_areOtherData_andNeverOnesThatAreHeldOutOrKnown() throws IOException {
    Path photographs = Files.createDirectories(folder.resolve("photographs"));
    ImageFiles.writePng(new SyntheticFaces(77).face(0, 96).image(), photographs.resolve("a.png"));
    TrainingData more = own.withPhotographs(photographs);
    assertEquals(own.faces(), more.faces());
    assertEquals(List.of("a.png"), more.photographs().stream().map(InputPicture::id).toList());
    assertNotEquals(own.sha256(), more.sha256());
    Path known = photographs.resolve(own.faces().get(1).id());
    Files.createDirectories(known.getParent());
    Files.copy(own.faces().get(1).image(), known);
    refused(photographs, "has the name of a picture that is in training already: ");
    Files.delete(known);
    Path renamed = photographs.resolve("renamed.png");
    Files.copy(own.faces().get(1).image(), renamed);
    refused(photographs, "shows a picture that is in training already: ");
    Files.delete(renamed);
    Files.copy(own.validation().get(0).image(), photographs.resolve("b.png"));
    refused(photographs, "shows a picture that is held out for validation: ");
  }

  private void refused(Path photographs, String why) {
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> own.withPhotographs(photographs));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  @Test
  void validationList_ofTheDataFolder_isHeldOut_andEveryTenthIsRefused() throws IOException {
    Path data = folder.resolve("300w");
    String named = own.faces().get(3).id();
    Files.writeString(data.resolve("wingloss-validation.txt"), named + "\n");
    TrainingData faces = TrainingData.read(LIST, data);
    assertEquals(List.of(named), faces.validation().stream().map(Face::id).toList());
    assertEquals(own.faces().size() + own.validation().size() - 1, faces.faces().size());
    assertTrue(faces.faces().stream().noneMatch(face -> face.id().equals(named)));
    assertEquals(List.of(), faces.remarks());
    assertNotEquals(own.validationSha256(), faces.validationSha256());
    assertThrows(InvalidDataException.class, () -> TrainingData.read(RECIPE, data));
  }

  /** As with the lists of other people, it is allowed, and said. */
  @Test
  void validationList_photographsThatTrainToo_areSaid() throws IOException {
    Path data = folder.resolve("300w");
    List<Face> named = own.faces().subList(3, 6);
    for (Face face : named.subList(0, 2)) {
      String copy = "afw/copy" + face.image().getFileName();
      Files.copy(face.image(), data.resolve(copy));
      Files.copy(points(face.image()), points(data.resolve(copy)));
    }
    Files.write(
        data.resolve("wingloss-validation.txt"), named.stream().map(Face::id).sorted().toList());
    TrainingData faces = TrainingData.read(LIST, data);
    String copy = "afw/copy" + named.get(0).image().getFileName();
    assertEquals(
        List.of(
            "2 training faces are in photographs that the validation set shows too, which makes its"
                + " error too low; the first: "
                + copy
                + " beside "
                + named.get(0).id()),
        faces.remarks());
    assertEquals(faces.remarks(), faces.withLabelled(labelled("a", 1, null), false).remarks());
  }

  private static Path points(Path picture) {
    return picture.resolveSibling(picture.getFileName().toString().replaceAll("\\.\\w+$", ".pts"));
  }

  @Test
  void validationListOfTheLayout_facesThatTrainToo_areLeftOutAndSaid() throws IOException {
    Path data = folder.resolve("lists");
    DatasetWriter.of("jsonl")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 48), 20);
    List<String> train = Files.readAllLines(data.resolve("train.jsonl"));
    Files.write(data.resolve("validation.jsonl"), train.subList(2, 3));
    TrainingData faces = TrainingData.read(LIST, DatasetReader.of("jsonl"), data);
    assertEquals(train.size() - 1, faces.faces().size());
    assertEquals(
        List.of(
            "1 face of the split train is in the validation list too and does not train: "
                + faces.validation().get(0).id()),
        faces.remarks());
  }
}
