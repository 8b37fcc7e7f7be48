package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Face;
import org.wingloss.data.io.FileName;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.network.ModelDescription;

/** What a report tells about the data and the model behind its numbers. */
public final class EvaluationCards {
  private EvaluationCards() {}

  public static Card data(String kind, String split, Path folder, List<Face> faces) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("data set", kind + ", split " + split);
    facts.put("folder", FileName.last(folder));
    facts.put("faces", Integer.toString(faces.size()));
    facts.put("pictures", Long.toString(faces.stream().map(Face::image).distinct().count()));
    facts.put(
        "faces with a supplied box",
        Long.toString(faces.stream().filter(f -> f.box().isPresent()).count()));
    Map<String, Integer> subsets = new TreeMap<>();
    faces.forEach(f -> f.subsets().forEach(s -> subsets.merge(s, 1, Integer::sum)));
    if (!subsets.isEmpty()) {
      facts.put("subsets", subsets.toString().replaceAll("[{}]", "").replace("=", " "));
    }
    long hidden = 0;
    long missing = 0;
    for (Face face : faces) {
      for (int i = 0; i < face.landmarks().count(); i++) {
        missing += face.landmarks().isPresent(i) ? 0 : 1;
        hidden += face.landmarks().isPresent(i) && !face.landmarks().isVisible(i) ? 1 : 0;
      }
    }
    facts.put("landmarks marked as hidden", Long.toString(hidden));
    facts.put("landmarks not marked", Long.toString(missing));
    return new Card("Data", facts);
  }

  /**
   * The k-th model of the ensemble, counted from 0.
   *
   * @param name what it is called
   * @param boxes where its boxes came from
   */
  public static Card model(String name, Ensemble ensemble, int k, String boxes) {
    ModelDescription model = ensemble.localisers().get(k).description();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("model", name);
    facts.put("network", model.network().line());
    facts.put("loss", model.loss());
    facts.put("landmarks", "%s (%d)".formatted(model.scheme().name(), model.landmarks()));
    facts.put(
        "boxes in training",
        NumberText.format(
            "%s, enlarged by %s%s",
            model.box().kind().name().toLowerCase(Locale.ROOT),
            model.box().enlarge(),
            model.box().square() ? ", square" : ""));
    facts.put(
        "boxes here", boxes + (ensemble.refined() ? ", then around the landmarks found" : ""));
    facts.put(
        "prediction",
        switch (ensemble.augmentation()) {
              case NONE -> "one per model";
              case PAIR -> "average of 2 TTA predictions (shifted, one flipped)";
              case SHIFT_AND_FLIP -> "average of 10 TTA predictions (shifted, flipped)";
            }
            + (ensemble.localisers().size() > 1 ? ", averaged over the models" : ""));
    facts.putAll(model.provenance());
    facts.put(
        "limits", "predicts for any box, face or not; measured on the faces of this report only");
    return new Card(ensemble.localisers().size() > 1 ? "Model " + (k + 1) : "Model", facts);
  }
}
