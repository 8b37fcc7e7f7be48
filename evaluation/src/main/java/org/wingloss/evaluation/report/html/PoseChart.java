package org.wingloss.evaluation.report.html;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.NumberText;
import org.wingloss.data.plot.Chart;
import org.wingloss.evaluation.report.content.PoseBins;

/** Bars of the NME by pose, with the number of faces under each. */
final class PoseChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int LEFT = 58;
  private static final int RIGHT = 26;
  private static final int BOTTOM = 72;
  private static final int TOP = 24;

  private PoseChart() {}

  static String html(List<PoseBins.Bin> found) {
    List<PoseBins.Bin> bins = withGaps(found);
    double largest = 100 * bins.stream().mapToDouble(PoseBins.Bin::nme).max().orElse(1);
    double reach = LineChart.reach(largest);
    double step = Chart.step(reach, 5);
    double top = Math.ceil(reach / step) * step;
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"NME by pose\">\n"
            .formatted(WIDTH, HEIGHT));
    for (double t : Chart.ticks(0, top, step)) {
      double y = y(t, top);
      out.append(Html.line("grid", LEFT, y, WIDTH - RIGHT, y));
      out.append(Html.label("tick", "end", LEFT - 8, y + 4, Chart.label(t, step)));
    }
    double slot = (double) (WIDTH - RIGHT - LEFT) / bins.size();
    for (int i = 0; i < bins.size(); i++) {
      PoseBins.Bin bin = bins.get(i);
      double x = LEFT + i * slot;
      text(out, "tick", x, HEIGHT - BOTTOM + 18, end(bin.from()));
      if (i == bins.size() - 1) {
        text(out, "tick", x + slot, HEIGHT - BOTTOM + 18, end(bin.to()));
      }
      if (bin.faces() == 0) {
        continue;
      }
      double y = y(100 * bin.nme(), top);
      out.append(
          "<rect class=\"bar\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
              .formatted(
                  Html.at(x + 0.12 * slot),
                  Html.at(y),
                  Html.at(0.76 * slot),
                  Html.at(HEIGHT - BOTTOM - y)));
      text(out, "value", x + slot / 2, y - 6, NumberText.fixed(100 * bin.nme(), 1));
      text(out, "tick faint", x + slot / 2, HEIGHT - BOTTOM + 38, NumberText.count(bin.faces()));
    }
    text(out, "axis", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, bins.get(0).unit());
    return out.append("</svg>\n").toString();
  }

  private static void text(StringBuilder out, String style, double x, double y, String text) {
    out.append(Html.label(style, "middle", x, y, text));
  }

  /** Empty bins stand where poses are missing between others. */
  private static List<PoseBins.Bin> withGaps(List<PoseBins.Bin> found) {
    List<PoseBins.Bin> bins = new ArrayList<>();
    for (PoseBins.Bin bin : found) {
      if (!bins.isEmpty() && bins.get(bins.size() - 1).to() < bin.from()) {
        bins.add(new PoseBins.Bin(bin.unit(), bins.get(bins.size() - 1).to(), bin.from(), 0, 0));
      }
      bins.add(bin);
    }
    return bins;
  }

  private static String end(double value) {
    return NumberText.plain(value).replace('-', '\u2212');
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP);
  }
}
