package org.wingloss.evaluation.report.html;

import java.util.Base64;
import java.util.function.BiFunction;
import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.content.Example;

/** A face with its ground-truth and predicted landmarks, as a figure. */
final class ExampleFigure {
  /** What is drawn how: forms as well as colours, which not everybody tells apart. */
  static final String KEYS =
      key("<circle class=\"truthmark\" cx=\"14\" cy=\"5\" r=\"4\"/>", "ground truth: discs")
          + key("<path class=\"foundmark\" d=\"M10,1 L18,9 M10,9 L18,1\"/>", "prediction: crosses")
          + key("<line class=\"errormark\" x1=\"3\" y1=\"5\" x2=\"25\" y2=\"5\"/>", "error");

  private static final double ARM = 1.9;

  private ExampleFigure() {}

  private static String key(String mark, String name) {
    return "<span class=\"key\"><svg viewBox=\"0 0 28 10\" aria-hidden=\"true\">%s</svg>%s</span>"
        .formatted(mark, name);
  }

  static String html(Example example, LandmarkScheme scheme) {
    StringBuilder out = new StringBuilder("<figure class=\"example\">");
    out.append(
        "<svg viewBox=\"0 0 %1$s %1$s\" role=\"img\" aria-label=\"%2$s\">\n"
            .formatted(
                example.size(), Markup.html("Ground truth and prediction of " + example.id())));
    out.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
    example
        .jpeg()
        .ifPresent(
            jpeg ->
                out.append("<image width=\"100%\" height=\"100%\" href=\"data:image/jpeg;base64,")
                    .append(Base64.getEncoder().encodeToString(jpeg))
                    .append("\"/>\n"));
    example.prediction().ifPresent(p -> errors(out, example.truth(), p));
    out.append("<g class=\"truth\">")
        .append(shape(scheme, example.truth(), ExampleFigure::disc))
        .append("</g>\n");
    example
        .prediction()
        .ifPresent(
            p ->
                out.append("<g class=\"found\">")
                    .append(shape(scheme, p, ExampleFigure::cross))
                    .append("</g>\n"));
    return out.append("</svg><figcaption><b>")
        .append(NumberText.fixed(example.error(), 2))
        .append(" %</b> ")
        .append(Markup.html(example.id()))
        .append(example.run().isEmpty() ? "" : "<br>" + Markup.html(example.run()))
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

  private static String disc(double x, double y) {
    return "<circle cx=\"%s\" cy=\"%s\" r=\"1.7\"/>".formatted(Html.at(x), Html.at(y));
  }

  private static String cross(double x, double y) {
    return "<path class=\"cross\" d=\"M%1$s,%3$s L%2$s,%4$s M%1$s,%4$s L%2$s,%3$s\"/>"
        .formatted(Html.at(x - ARM), Html.at(x + ARM), Html.at(y - ARM), Html.at(y + ARM));
  }

  private static String shape(
      LandmarkScheme scheme, Landmarks points, BiFunction<Double, Double, String> mark) {
    StringBuilder out = new StringBuilder(MeanShapeChart.outlines(scheme, points, "shape"));
    for (int i = 0; i < points.count(); i++) {
      if (points.isPresent(i)) {
        out.append(mark.apply(points.x(i), points.y(i)));
      }
    }
    return out.toString();
  }
}
