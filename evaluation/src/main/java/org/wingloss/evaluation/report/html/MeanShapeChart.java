package org.wingloss.evaluation.report.html;

import java.util.List;
import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.LandmarkErrors;

/** The error of every landmark on the mean shape: the area of a disc grows with the error. */
final class MeanShapeChart {
  private static final double SCALE = 320;

  private MeanShapeChart() {}

  /** The drawing; empty text when no face had all its landmarks. */
  static String html(Summary run, String norm, int series) {
    Landmarks mean = run.scores().meanShape().orElse(null);
    if (mean == null) {
      return "";
    }
    List<LandmarkErrors.Mean> errors = run.scores().landmarkErrors(norm).byLandmark();
    double largest =
        errors.stream()
            .filter(error -> error.count() > 0)
            .mapToDouble(LandmarkErrors.Mean::value)
            .reduce(Html.LEAST_ERROR / 100, Math::max);
    double left = mean.bounds().left();
    double top = mean.bounds().top();
    double width = SCALE * mean.bounds().width() + 60;
    double height = SCALE * mean.bounds().height() + 60;
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"face\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(
                Html.at(width),
                Html.at(height),
                Markup.html("Mean error per landmark of " + run.name())));
    Landmarks drawn =
        mean.map(new AffineMap(SCALE, 0, 30 - SCALE * left, 0, SCALE, 30 - SCALE * top));
    out.append(outlines(run.scores().scheme(), drawn, "outline"));
    for (int i = 0; i < drawn.count(); i++) {
      LandmarkErrors.Mean error = errors.get(i);
      if (error.count() == 0) {
        continue;
      }
      double radius = 1.5 + 10 * Math.sqrt(error.value() / largest);
      out.append(
          "<circle class=\"disc series%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>landmark %s: %s ± %s"
              .formatted(
                  series % 6,
                  Html.at(drawn.x(i)),
                  Html.at(drawn.y(i)),
                  Html.at(radius),
                  i,
                  NumberText.fixed(100 * error.value(), 2),
                  NumberText.fixed(196 * error.standardError(), 2)));
      out.append(" %</title></circle>\n");
    }
    return out.append("</svg>\n").toString();
  }

  /** The scheme's lines through landmarks; missing ones are passed over. */
  static String outlines(LandmarkScheme scheme, Landmarks points, String style) {
    StringBuilder out = new StringBuilder();
    for (LandmarkScheme.Outline outline : scheme.outlines()) {
      StringBuilder path = new StringBuilder();
      for (int i : outline.points()) {
        if (points.isPresent(i)) {
          path.append(path.isEmpty() ? "" : " ").append(Html.at(points.x(i))).append(',');
          path.append(Html.at(points.y(i)));
        }
      }
      out.append(
          "<%s class=\"%s\" points=\"%s\"/>\n"
              .formatted(outline.closed() ? "polygon" : "polyline", style, path));
    }
    return out.toString();
  }
}
