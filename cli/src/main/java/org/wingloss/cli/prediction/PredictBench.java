package org.wingloss.cli.prediction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.FacePlace;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.LatencyBenchmark;

/** {@code wingloss predict --bench}: decode, crop and network apart, one face, one core. */
public final class PredictBench {
  private static final int TURNS = 300;
  private static final int DECODINGS = 30;

  private PredictBench() {}

  public static int run(
      InferenceRunner runner, InputPicture picture, boolean json, PrintWriter out) {
    LatencyBenchmark.Time decode = decode(picture);
    RgbImage image = runner.image(picture);
    List<FacePlace> places = runner.places(picture, image);
    if (places.isEmpty()) {
      throw new InvalidDataException(picture.id() + ": has no face box, so nothing can be timed");
    }
    LatencyBenchmark bench =
        LatencyBenchmark.measure(
            runner.ensemble().localisers().get(0), image, places.get(0).box(), TURNS);
    Map<String, LatencyBenchmark.Time> rows = new LinkedHashMap<>();
    rows.put("decode", decode);
    rows.putAll(bench.parts());
    rows.put("crop to landmarks", bench.total());
    if (json) {
      ObjectNode root = StrictJson.mapper().createObjectNode();
      root.put("picture", picture.id());
      root.put("width", image.width());
      root.put("height", image.height());
      root.put("turns", TURNS);
      ObjectNode times = root.putObject("milliseconds");
      ObjectNode fastest = root.putObject("fastest-milliseconds");
      rows.forEach(
          (name, time) -> {
            times.put(name.replace(' ', '-'), time.median());
            fastest.put(name.replace(' ', '-'), time.fastest());
          });
      out.println(root.toPrettyString());
    } else {
      out.printf(
          "%s, %d x %d pixels, %d turns, one thread, milliseconds%n  %-20s %8s %8s%n",
          picture.id(), image.width(), image.height(), TURNS, "", "median", "fastest");
      rows.forEach(
          (name, time) ->
              out.printf(
                  Locale.ROOT, "  %-20s %8.3f %8.3f%n", name, time.median(), time.fastest()));
      out.printf(
          Locale.ROOT,
          "  %-20s %8.0f %8.0f%n",
          "faces/s",
          1000 / bench.total().median(),
          1000 / bench.total().fastest());
    }
    return ExitCode.OK;
  }

  private static LatencyBenchmark.Time decode(InputPicture picture) {
    long[] nanoseconds = new long[DECODINGS];
    for (int i = 0; i < 2 * DECODINGS; i++) {
      long begin = System.nanoTime();
      ImageFiles.read(picture.file());
      nanoseconds[i % DECODINGS] = System.nanoTime() - begin;
    }
    return LatencyBenchmark.Time.of(nanoseconds);
  }
}
