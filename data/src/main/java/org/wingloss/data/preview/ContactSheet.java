package org.wingloss.data.preview;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.batch.SampleDrawer;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * A contact sheet of training samples: each face as cropped, then as augmentation changes it, with
 * its targets drawn over the very pixels that a network receives. One HTML page without scripts and
 * without references to other files.
 *
 * @param plan where each face is cut
 * @param augmentations what is drawn at random
 * @param scheme names and outlines of the landmarks
 * @param inputSize S, the side of the network input in pixels
 * @param draws augmented samples per face, at least 0
 * @param seed decides the draws, as a training run's seed does
 */
public record ContactSheet(
    CropPlan plan,
    Augmentations augmentations,
    LandmarkScheme scheme,
    int inputSize,
    int draws,
    long seed) {
  /** Landmarks of the picture's left, of its right, and those that flip to themselves. */
  private static final String[] COLOURS = {"#27b8ff", "#ffa41b", "#ffffff"};

  /** Checks the number. */
  public ContactSheet {
    if (draws < 0) {
      throw new IllegalArgumentException("draws must be >= 0 but was " + draws);
    }
  }

  /**
   * Draws the page.
   *
   * @param faces one row each
   * @param threads that decode, at least 1
   * @throws org.wingloss.data.InvalidDataException if a picture cannot be read or a face lacks its
   *     box
   */
  public String html(List<Face> faces, int threads) {
    return html("Training samples", faces, threads);
  }

  /** The same under another title. */
  public String html(String title, List<Face> faces, int threads) {
    CropStore store =
        CropStore.inMemory(faces, plan, new CropSize(inputSize, augmentations.context()), threads);
    int[] order = IntStream.range(0, faces.size()).toArray();
    List<StringBuilder> rows = new ArrayList<>();
    Batch plain = Batch.of(new CropDrawer(store, Augmentations.NONE, scheme), order, seed);
    for (int i = 0; i < faces.size(); i++) {
      rows.add(new StringBuilder(figure(plain, i, "as cropped")));
    }
    if (draws > 0) {
      addDraws(rows, new CropDrawer(store, augmentations, scheme), Math.min(threads, 4));
    }
    return page(title, faces, rows);
  }

  private void addDraws(List<StringBuilder> rows, SampleDrawer drawer, int threads) {
    int[] order = IntStream.range(0, rows.size()).toArray();
    try (BatchLoader loader = new BatchLoader(drawer, order, rows.size(), seed, threads, 0)) {
      for (int draw = 0; draw < draws; draw++) {
        Batch batch = loader.next();
        int[] samples = batch.samples();
        for (int k = 0; k < samples.length; k++) {
          rows.get(samples[k]).append(figure(batch, k, "epoch " + draw));
        }
        loader.recycle(batch);
      }
    }
  }

  private String page(String title, List<Face> faces, List<StringBuilder> rows) {
    StringBuilder out =
        new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>%1$s</title>
            <style>
            body { font: 14px/1.4 sans-serif; margin: 1.5rem; background: #16181c; color: #e6e6e6; }
            h1 { font-size: 1.3rem; }
            h2 { font-size: 0.9rem; font-weight: normal; margin: 1.2rem 0 0.3rem; }
            .row { display: flex; flex-wrap: wrap; gap: 6px; }
            figure { margin: 0; }
            figcaption { font-size: 0.7rem; color: #9aa0a6; }
            svg { display: block; width: 176px; height: 176px; background: #000; }
            image { image-rendering: pixelated; }
            code { background: #26292f; padding: 0 0.3em; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            """
                .formatted(Markup.html(title)));
    out.append("<p>").append(faces.size());
    out.append(Plural.of(faces.size(), " [face|faces], ")).append(inputSize).append(" × ");
    out.append(inputSize).append(" pixels, scheme ").append(Markup.html(scheme.name()));
    out.append(draws > 0 ? drawn() : "").append(". ");
    out.append("Blue: landmarks of the picture's left, orange: of its right, white: others.</p>\n");
    for (int i = 0; i < faces.size(); i++) {
      out.append("<h2>")
          .append(Markup.html(faces.get(i).id()))
          .append("</h2>\n<div class=\"row\">\n");
      out.append(rows.get(i)).append("</div>\n");
    }
    return out.append("</body>\n</html>\n").toString();
  }

  /** How samples were drawn, for pages that show some. */
  private String drawn() {
    List<String> lines = augmentations.lines();
    return ", seed %d. Augmentation: %s"
        .formatted(
            seed,
            lines.isEmpty() ? "none" : "<code>" + String.join("</code> <code>", lines) + "</code>");
  }

  private String figure(Batch batch, int k, String caption) {
    int values = 3 * inputSize * inputSize;
    FloatBuffer pixels = batch.pixels();
    byte[] rgb = new byte[values];
    for (int i = 0; i < values; i++) {
      rgb[i] = (byte) (int) (255 * pixels.get(k * values + i) + 0.5f);
    }
    byte[] png = ImageFiles.png(new RgbImage(inputSize, inputSize, rgb));
    StringBuilder out = new StringBuilder("<figure><svg viewBox=\"-0.5 -0.5 ");
    out.append(inputSize).append(' ').append(inputSize).append("\"><image x=\"-0.5\" y=\"-0.5\"");
    out.append(" width=\"").append(inputSize).append("\" height=\"").append(inputSize);
    out.append("\" href=\"data:image/png;base64,").append(Base64.getEncoder().encodeToString(png));
    out.append("\"/>").append(points(batch, k));
    return out.append("</svg><figcaption>")
        .append(caption)
        .append("</figcaption></figure>\n")
        .toString();
  }

  private String points(Batch batch, int k) {
    int count = scheme.count();
    double radius = inputSize / 90.0;
    int[] sides = sides();
    StringBuilder out = new StringBuilder();
    for (LandmarkScheme.Outline outline : scheme.outlines()) {
      out.append(path(outline, batch, k));
    }
    for (int i = 0; i < count; i++) {
      if (batch.visible()[k * count + i] == 0) {
        continue;
      }
      out.append(
          NumberText.format(
              "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" fill=\"%s\"/>",
              x(batch, k, i), y(batch, k, i), radius, COLOURS[sides[i]]));
    }
    return out.toString();
  }

  private String path(LandmarkScheme.Outline outline, Batch batch, int k) {
    StringBuilder data = new StringBuilder();
    for (int i : outline.points()) {
      if (batch.visible()[k * scheme.count() + i] != 0) {
        data.append(data.isEmpty() ? 'M' : 'L');
        data.append(NumberText.format("%.2f,%.2f", x(batch, k, i), y(batch, k, i)));
      }
    }
    if (data.isEmpty()) {
      return "";
    }
    return NumberText.format(
        "<path d=\"%s%s\" fill=\"none\" stroke=\"#fff\" stroke-opacity=\"0.45\""
            + " stroke-width=\"%.2f\"/>",
        data, outline.closed() ? "Z" : "", inputSize / 220.0);
  }

  private float x(Batch batch, int k, int i) {
    return batch.targets()[k * 2 * scheme.count() + i];
  }

  private float y(Batch batch, int k, int i) {
    return batch.targets()[k * 2 * scheme.count() + scheme.count() + i];
  }

  /** For each landmark: 0 for the first of a flip pair, 1 for the second, 2 for neither. */
  private int[] sides() {
    int[] sides = new int[scheme.count()];
    Arrays.fill(sides, 2);
    for (List<Integer> pair : scheme.mirror()) {
      sides[pair.get(0)] = 0;
      sides[pair.get(1)] = 1;
    }
    return sides;
  }
}
