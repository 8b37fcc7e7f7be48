package org.wingloss.model.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.network.ModelDescription;

class ModelCardTest {
  private static final BoxProtocol TRUTH = new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.2, true);

  @Test
  void of_trainedModel_tellsWhatAPersonAsks() {
    String card =
        card(
            TRUTH,
            Map.of(
                "recipe", "300w-cnn6-wing",
                "data", "300w",
                "faces", "2834",
                "validation-nme", "4.321",
                "validation-norm", "inter-ocular",
                "validation-faces", "314"));
    for (String expected :
        new String[] {
          "# Facial landmarks: 5 points (mtfl-5)",
          "`cnn6(input=32,widths=4-6-8-10-12,hidden=16)`: 32 x 32 pixels",
          "the tight box around the ground-truth landmarks",
          "made square with its longer side and enlarged 1.2 times",
          "2834 faces in the layout `300w`",
          "are for research, not for commercial products",
          "error of 4.321 % (inter-ocular) on 314 faces",
          "wingloss evaluate --model THIS_FOLDER --dataset 300w",
          "wingloss predict --model THIS_FOLDER photo.jpg --box",
          "w = h = max(r - l, b - t) * 1.2",
          "PIL.ImageOps.exif_transpose(PIL.Image.open(\"photo.jpg\"))",
          "(32, 32), PIL.Image.BILINEAR",
          "| recipe | 300w-cnn6-wing |",
        }) {
      assertTrue(card.contains(expected), () -> "expected '" + expected + "' in\n" + card);
    }
  }

  @Test
  void of_untrainedModel_saysWhatIsNotKnown() {
    String card = card(TRUTH, Map.of());
    assertTrue(card.contains("## Accuracy\nNot recorded.\nMeasure it"), card);
    assertTrue(card.contains("--dataset KIND"), card);
    assertTrue(card.contains("## Trained on\nNot recorded. The terms"), card);
    assertFalse(card.contains("300-W"), card);
  }

  @Test
  void of_modelWithShapes_saysThatImplausiblePredictionsAreMarked() {
    ModelDescription small = Models.description(Models.SMALL, Models.FIVE);
    assertTrue(ModelCard.of(small).contains("for any box,\nface or not.\n"), ModelCard.of(small));
    String card = ModelCard.of(small.withShapes(Models.shapes()));
    assertTrue(card.contains("are marked\n(`plausible`: false)"), card);
  }

  @Test
  void of_annotationsThatLieToOneSide_saysSo() {
    ModelDescription small = Models.description(Models.SMALL, Models.FIVE);
    assertFalse(ModelCard.of(small).contains("mirror image"));
    String right = ModelCard.of(small.withFlipOffset(0.004));
    assertTrue(
        right.contains("\nThe annotations lie 0.40 % of the crop's side to the right of "), right);
    assertTrue(
        ModelCard.of(small.withFlipOffset(-0.01))
            .contains("1.00 % of the crop's side to the left"));
  }

  @Test
  void of_otherData_namesItsOwnersTerms() {
    String card = card(TRUTH, Map.of("data", "wflw", "faces", "7500"));
    assertTrue(card.contains("7500 faces in the layout `wflw`"), card);
    assertTrue(card.contains("terms of that data set's owners apply"), card);
    assertFalse(card.contains("300-W"), card);
  }

  /** The weights have learnt from 300-W, whatever else they have learnt from. */
  @ParameterizedTest
  @CsvSource({
    "300w and 10016 pseudo-labelled faces, 10016 of the faces were pseudo-labelled",
    "tar of 300w, '## Trained on\n2834 faces in the layout `300w` '",
  })
  void of_300wAndMore_saysItsTermsAndHowToMeasure(String data, String words) {
    String card = card(TRUTH, Map.of("data", data, "faces", "2834"));
    assertTrue(card.contains("are for research, not for commercial products"), card);
    assertTrue(card.contains("--dataset 300w --data FOLDER"), card);
    assertTrue(card.contains(words), card);
    assertTrue(card.contains("| data | " + data + " |"), card);
  }

  @ParameterizedTest
  @CsvSource({
    "DATASET, 1.25, true, the box that the data set supplies, max(r - l; b - t) * 1.25",
    "FILE, 1.5, false, the boxes of a file, w; h = (r - l) * 1.5; (b - t) * 1.5",
  })
  void of_otherBoxes_saysHowTheyAreDrawn(
      BoxProtocol.Kind kind, double enlarge, boolean square, String words, String python) {
    String card = card(new BoxProtocol(kind, enlarge, square), Map.of());
    assertTrue(card.contains(words), card);
    assertTrue(card.contains(python.replace(';', ',')), card);
    assertTrue(card.contains("made square") == square, card);
  }

  @Test
  void of_textThatWouldBreakTheTable_staysInItsCell() {
    String card = card(TRUTH, new HashMap<>(Map.of("recipe", "a|b\n\n# Not a title")));
    assertTrue(card.contains("| recipe | a&#124;b # Not a title |\n"), card);
  }

  @Test
  void of_textThatLooksLikeMarkup_staysText() {
    String card = card(TRUTH, Map.of("recipe", "<img src=x> *a_b* [c](d)", "faces", "<b>9"));
    assertTrue(card.contains("| recipe | &lt;img src=x&gt; \\*a\\_b\\* \\[c](d) |\n"), card);
    assertTrue(card.contains("| faces | &lt;b&gt;9 |"), card);
    assertFalse(card.contains("<b>"), card);
  }

  @Test
  void of_twoStages_isOneCardAboveBoth(@TempDir Path folder) throws IOException {
    Alignment alignment =
        new Alignment(
            Alignment.Kind.PROCRUSTES, Landmarks.of(10, 30, 20, 12, 28, 10, 10, 20, 30, 30), 0.3);
    ModelDescription first = description(TRUTH, Map.of("validation-nme", "9"));
    ModelDescription second = description(TRUTH, Map.of("validation-nme", "3"));
    Path pipeline = folder.resolve("two");
    PipelineFile.write(
        pipeline,
        alignment,
        TwoStagePrediction.MEAN_OF_STAGES,
        first,
        Models.weights(Models.SMALL, 5, 1),
        second,
        Models.weights(Models.SMALL, 5, 2));
    String card = Files.readString(pipeline.resolve("README.md"));
    assertTrue(card.contains("Procrustes fit to the mean shape, margin 0.3"), card);
    assertTrue(card.contains("The prediction is the mean of what both find."), card);
    assertTrue(card.contains("| stage 1 |") && card.contains("| stage 2 |"), card);
    assertTrue(card.contains("error of 3 %"), card);
    assertFalse(card.contains("python"), card);
    assertFalse(Files.exists(pipeline.resolve("stage1").resolve("README.md")));
  }

  private static String card(BoxProtocol box, Map<String, String> provenance) {
    return ModelCard.of(description(box, provenance));
  }

  private static ModelDescription description(BoxProtocol box, Map<String, String> provenance) {
    ModelDescription small = Models.description(Models.SMALL, Models.FIVE);
    return new ModelDescription(small.network(), small.scheme(), box, small.loss(), provenance);
  }
}
