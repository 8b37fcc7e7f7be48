package org.wingloss.cli.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.image.ImageFiles;

/** Files of landmarks, boxes, shapes and metrics, which the verbs of scoring read. */
final class FaceFileSeeds {
  private static final int FACES = 4;
  private static final double[] FACE = {10, 22, 16, 11, 21, 10, 10, 16, 22, 22};

  private FaceFileSeeds() {}

  static List<FuzzFormat> formats() {
    return List.of(
        scored("jsonl", "a.jsonl", FaceFileSeeds::jsonLines),
        scored("csv", "a.csv", FaceFileSeeds::csv),
        scored("coco-results", "a.json", FaceFileSeeds::coco),
        scored("spiga", "a.json", FaceFileSeeds::spiga),
        mmpose(),
        points(),
        boxes(),
        shapes(),
        scheme(),
        gates());
  }

  /** As ground truth, as predictions, and against another run. */
  private static FuzzFormat scored(String name, String file, IntFunction<String> text) {
    String other = file.replace('a', 'b');
    String options = " --scheme mtfl-5 --resamples 100 --norm landmark-box";
    return FuzzFormat.of(
        name,
        folder -> {
          Files.writeString(folder.resolve(file), text.apply(0));
          Files.writeString(folder.resolve(other), text.apply(1));
        },
        List.of(file, other),
        "score --truth @@ --predictions @/" + other + options,
        "score --json --truth @/" + file + " --predictions @@" + options,
        "compare --truth @/%s --predictions @/%s --predictions @/%s".formatted(file, file, other)
            + options);
  }

  private static double x(int face, int point, int shift) {
    return FACE[point] + 0.5 * face + shift * ((point + face) % 3);
  }

  private static double y(int face, int point, int shift) {
    return FACE[5 + point] + 0.25 * face - shift * ((point * face) % 2);
  }

  /** The points of a face by a pattern of x and y. */
  private static String points(int face, int shift, String pattern, String between) {
    return IntStream.range(0, 5)
        .mapToObj(i -> String.format(Locale.ROOT, pattern, x(face, i, shift), y(face, i, shift)))
        .collect(Collectors.joining(between));
  }

  private static String faces(IntFunction<String> face, String between) {
    return IntStream.range(0, FACES).mapToObj(face).collect(Collectors.joining(between));
  }

  private static String jsonLines(int shift) {
    return faces(
        i ->
            ("{\"id\":\"p%d.png\",\"image\":\"p%d.png\",\"landmarks\":[%s],\"box\":[5,5,28,28],"
                    + "\"subsets\":[\"s\"],\"hidden\":[%d]}%n")
                .formatted(i, i, points(i, shift, "[%s,%s]", ","), i),
        "");
  }

  private static String csv(int shift) {
    return "id,x0,y0,x1,y1,x2,y2,x3,y3,x4,y4,left,top,right,bottom,subsets\n"
        + faces(i -> "p%d.png,%s,5,5,28,28,s;t\n".formatted(i, points(i, shift, "%s,%s", ",")), "");
  }

  private static String coco(int shift) {
    return "{\"images\":[%s],\"annotations\":[%s],\"categories\":[{\"id\":1,\"name\":\"face\"}]}"
        .formatted(
            faces(
                i ->
                    "{\"id\":%d,\"file_name\":\"p%d.png\",\"width\":32,\"height\":32}"
                        .formatted(i, i),
                ","),
            faces(
                i ->
                    "{\"id\":%d,\"image_id\":%d,\"category_id\":1,\"bbox\":[5,5,23,23],\"keypoints\":[%s]}"
                        .formatted(i, i, points(i, shift, "%s,%s,2", ",")),
                ","));
  }

  private static String spiga(int shift) {
    return "[%s]"
        .formatted(
            faces(
                i ->
                    ("{\"imgpath\":\"p%d.png\",\"bbox\":[5,5,23,23],\"headpose\":[%d,0,0],"
                            + "\"visible\":[1,1,0,1,1],\"landmarks\":[%s]}")
                        .formatted(i, 10 * i, points(i, shift, "[%s,%s]", ",")),
                ",\n"));
  }

  private static String mmpose(int shift) {
    return "{\"meta_info\":{\"n\":[1]},\"instance_info\":[%s]}"
        .formatted(
            faces(
                i ->
                    ("{\"frame_id\":%d,\"instances\":[{\"keypoints\":[%s],"
                            + "\"keypoint_scores\":[1,1,0.5,1,1],\"bbox\":[[0,0,9,9]]}]}")
                        .formatted(i, points(i, shift, "[%s,%s]", ",")),
                ","));
  }

  private static FuzzFormat mmpose() {
    return FuzzFormat.of(
        "mmpose",
        folder -> {
          Files.writeString(folder.resolve("truth.json"), coco(0));
          Files.writeString(folder.resolve("film.json"), mmpose(1));
          Files.writeString(folder.resolve("results.json"), results(1));
        },
        List.of("film.json", "results.json"),
        "score --truth @/truth.json --predictions @@ --scheme mtfl-5 --resamples 100");
  }

  private static String results(int shift) {
    return "[%s]"
        .formatted(
            faces(
                i ->
                    ("{\"id\":%d,\"image_id\":%d,\"category_id\":1,\"score\":0.9,\"keypoints\":[%s],"
                            + "\"center\":[5.0,5.0],\"scale\":[0.1,0.1],\"area\":9.5}")
                        .formatted(i, i, points(i, shift, "%s,%s,0.9", ",")),
                ","));
  }

  private static FuzzFormat points() {
    return FuzzFormat.of(
        "pts",
        folder -> {
          for (int i = 0; i < FACES; i++) {
            for (int shift = 0; shift < 2; shift++) {
              Path file = folder.resolve(shift == 0 ? "truth" : "found").resolve("p" + i + ".pts");
              Files.createDirectories(file.getParent());
              Files.writeString(
                  file,
                  "version: 1\nn_points: 5\n{\n%s\n}\n".formatted(points(i, shift, "%s %s", "\n")));
            }
          }
        },
        List.of("truth/p0.pts", "truth/p1.pts", "found/p2.pts"),
        "score --truth @/truth --predictions @/found --scheme mtfl-5 --resamples 100 --json");
  }

  private static FuzzFormat boxes() {
    return FuzzFormat.of(
            "boxes",
            folder -> {
              SmallModels.one(folder.resolve("model"));
              ImageFiles.writePng(PictureSeeds.colours(), folder.resolve("p.png"));
              Files.writeString(
                  folder.resolve("a.csv"),
                  "image,left,top,right,bottom\np.png,2,2,14,14\np.png#2,1.5,1,9,9.25\n");
              Files.writeString(
                  folder.resolve("b.jsonl"), "{\"id\":\"p.png\",\"box\":[2,2,14,14]}\n");
            },
            List.of("a.csv", "b.jsonl"),
            "predict --model @/model @/p.png --boxes @@ --threads 1",
            "predict --model @/model @/p.png --boxes @@ --threads 1 --draw @/drawn --json")
        .writing("drawn")
        .costing(6);
  }

  /** Symmetric faces of four landmarks, from which a flip map can be derived. */
  private static FuzzFormat shapes() {
    return FuzzFormat.of(
            "shapes",
            folder -> {
              StringBuilder csv = new StringBuilder("x0,y0,x1,y1,x2,y2,x3,y3\n");
              StringBuilder lines = new StringBuilder();
              for (int i = 0; i < 12; i++) {
                int[] p = {10 + i, 10, 50 - i, 10 + i % 2, 20, 40 + i, 40 + i % 3, 40 + i};
                csv.append("%d,%d,%d,%d,%d,%d,%d,%d%n".formatted(boxed(p)));
                lines.append(
                    ("{\"id\":\"f" + i + "\",\"landmarks\":[[%d,%d],[%d,%d],[%d,%d],[%d,%d]]}%n")
                        .formatted(boxed(p)));
              }
              Files.writeString(folder.resolve("a.csv"), csv);
              Files.writeString(folder.resolve("b.jsonl"), lines);
            },
            List.of("a.csv", "b.jsonl"),
            "scheme derive --shapes @@ --json",
            "balance --shapes @@ --bins 3 --json",
            "balance --shapes @@ --bins 3 --mode faithful --plot @/plot.svg")
        .writing("plot.svg");
  }

  private static Object[] boxed(int[] numbers) {
    return IntStream.of(numbers).boxed().toArray();
  }

  private static FuzzFormat scheme() {
    return FuzzFormat.of(
        "scheme",
        folder -> {
          for (String name : List.of("mtfl-5", "300w-68")) {
            Files.writeString(folder.resolve(name + ".json"), printed("scheme", "show", name));
          }
          Files.writeString(folder.resolve("faces.jsonl"), jsonLines(0));
        },
        List.of("mtfl-5.json", "300w-68.json"),
        "scheme show @@",
        "score --truth @/faces.jsonl --predictions @/faces.jsonl --resamples 100 --scheme"
            + " @/mtfl-5.json");
  }

  private static FuzzFormat gates() {
    return FuzzFormat.of(
            "gates",
            folder -> {
              Files.writeString(folder.resolve("a.jsonl"), jsonLines(0));
              Files.writeString(folder.resolve("b.jsonl"), jsonLines(1));
              Object[] score =
                  ("score --json --scheme mtfl-5 --resamples 100 --truth %s/a.jsonl"
                          + " --predictions %s/b.jsonl")
                      .formatted(folder, folder)
                      .split(" ", -1);
              Files.writeString(folder.resolve("metrics.json"), printed(score));
              Files.writeString(folder.resolve("baseline.json"), printed(score));
              Files.writeString(
                  folder.resolve("gates.yaml"),
                  """
                  gates:
                    - {metric: nme, norm: landmark-box, subset: all, bound: 99.5}
                    - {metric: auc@7, norm: landmark-box, bound: 0}
                    - {metric: nme, norm: landmark-box, baseline: baseline.json}
                  """);
            },
            List.of("metrics.json", "baseline.json", "gates.yaml"),
            "gate --metrics @/metrics.json --gates @/gates.yaml",
            "gate --metrics @/metrics.json --gates @/gates.yaml --junit @/junit.xml")
        .writing("junit.xml");
  }

  /** What a verb prints. */
  static String printed(Object... words) throws IOException {
    Cli run = Cli.run(words);
    if (run.exit() != 0) {
      throw new IOException(run.err());
    }
    return run.out();
  }
}
