package org.wingloss.evaluation.report.html;

import java.util.Base64;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.NumberText;

/** A face with its ground-truth and predicted landmarks, as a figure. */
final class ExampleFigure {
  private ExampleFigure() {}

  static String html(Example example, LandmarkScheme scheme) {
    StringBuilder out = new StringBuilder("<figure class=\"example\">");
    out.append(
        "<svg viewBox=\"0 0 %1$d %1$d\" role=\"img\" aria-label=\"%2$s\">\n"
            .formatted(
                example.size(), Html.text("Ground truth and prediction of " + example.id())));
    out.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
    example
        .jpeg()
        .ifPresent(
            jpeg ->
                out.append("<image width=\"100%\" height=\"100%\" href=\"data:image/jpeg;base64,")
                    .append(Base64.getEncoder().encodeToString(jpeg))
                    .append("\"/>\n"));
    example.prediction().ifPresent(p -> errors(out, example.truth(), p));
    out.append("<g class=\"truth\">").append(shape(scheme, example.truth())).append("</g>\n");
    example
        .prediction()
        .ifPresent(
            p -> out.append("<g class=\"found\">").append(shape(scheme, p)).append("</g>\n"));
    return out.append("</svg><figcaption><b>")
        .append(NumberText.fixed(example.error(), 2))
        .append(" %</b> ")
        .append(Html.text(example.id()))
        .append(example.prediction().isEmpty() ? " (no prediction)" : "")
        .append("</figcaption></figure>\n")
        .toString();
  }

  private static void errors(StringBuilder out, Landmarks truth, Landmarks found) {
    out.append("<g class=\"error\">");
    for (int i = 0; i < truth.count(); i++) {
      if (truth.isPresent(i) && found.isPresent(i)) {
        out.append(
            "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
                .formatted(
                    Html.at(truth.x(i)),
                    Html.at(truth.y(i)),
                    Html.at(found.x(i)),
                    Html.at(found.y(i))));
      }
    }
    out.append("</g>\n");
  }

  private static String shape(LandmarkScheme scheme, Landmarks points) {
    StringBuilder out = new StringBuilder(MeanShapeChart.outlines(scheme, points, "shape"));
    for (int i = 0; i < points.count(); i++) {
      if (points.isPresent(i)) {
        out.append(
            "<circle cx=\"%s\" cy=\"%s\" r=\"1.6\"/>"
                .formatted(Html.at(points.x(i)), Html.at(points.y(i))));
      }
    }
    return out.toString();
  }
}
