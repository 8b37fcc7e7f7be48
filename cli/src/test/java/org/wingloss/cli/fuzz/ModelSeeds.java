package org.wingloss.cli.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/** Models and detectors, which {@code predict}, {@code export} and {@code summary} read. */
final class ModelSeeds {
  /** The folders of models inside a format's folder. */
  static final String MODEL = "model/";

  static final String STAGES = "stages/";

  private ModelSeeds() {}

  static List<FuzzFormat> formats() {
    return List.of(
        one("model-json", "model/model.json"),
        one("safetensors", "model/weights.safetensors"),
        one("onnx", "model/model.onnx"),
        FuzzFormat.of(
                "model-int8",
                folder -> {
                  picture(folder);
                  Path model = SmallModels.one(folder.resolve("m"));
                  FaceFileSeeds.printed(int8(model, folder.resolve(MODEL)));
                },
                List.of("model/quantisation.json", "model/weights.safetensors"),
                "predict --model @/model @/p.png --box 2,2,14,14 --threads 1",
                "summary --model @/model")
            .costing(8),
        FuzzFormat.of(
                "pipeline",
                folder -> {
                  picture(folder);
                  SmallModels.two(folder.resolve(STAGES));
                },
                List.of(
                    "stages/pipeline.json",
                    "stages/stage1/model.json",
                    "stages/stage2/weights.safetensors"),
                "predict --model @/stages @/p.png --box 2,2,14,14 --threads 1",
                "summary --model @/stages --json")
            .costing(8),
        FuzzFormat.of(
                "model-zip",
                folder -> {
                  picture(folder);
                  Path model = SmallModels.one(folder.resolve("m"));
                  Path stages = SmallModels.two(folder.resolve("s"));
                  FaceFileSeeds.printed(export(model, folder.resolve("one.zip")));
                  FaceFileSeeds.printed(export(stages, folder.resolve("two.zip")));
                },
                List.of("one.zip", "two.zip"),
                "predict --model @@ @/p.png --box 2,2,14,14 --threads 1",
                "summary --model @@")
            .packedAs(Packing.ZIP)
            .costing(10),
        FuzzFormat.of(
                "detector",
                folder -> {
                  picture(folder);
                  SmallModels.one(folder.resolve(MODEL));
                  Files.write(folder.resolve("ultra.onnx"), ultraLight());
                  Files.write(folder.resolve("yunet.onnx"), yuNet());
                },
                List.of("ultra.onnx", "yunet.onnx"),
                "predict --model @/model @/p.png --detector @@ --threads 1")
            .costing(8));
  }

  private static Object[] int8(Path model, Path folder) {
    return new Object[] {
      "export",
      "--model",
      model,
      "--format",
      "folder",
      "--precision",
      "int8",
      "--calibration-faces",
      4,
      "--out",
      folder
    };
  }

  private static Object[] export(Path model, Path zip) {
    return new Object[] {"export", "--model", model, "--format", "zip", "--out", zip};
  }

  private static FuzzFormat one(String name, String target) {
    return FuzzFormat.of(
            name,
            folder -> {
              picture(folder);
              SmallModels.one(folder.resolve(MODEL));
            },
            List.of(target),
            "predict --model @/model @/p.png --box 2,2,14,14 --threads 1",
            "predict --model @/model @/p.png --box 2,2,14,14 --threads 1 --uncertainty",
            "summary --model @/model",
            "export --model @/model --format zip --out @/out.zip")
        .writing("out.zip")
        .costing(8);
  }

  private static void picture(Path folder) {
    ImageFiles.writePng(PictureSeeds.colours(), folder.resolve("p.png"));
  }

  /** Finds a face in the middle, whatever the picture. */
  private static byte[] ultraLight() throws IOException {
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    String input = graph.input("input", OnnxGraph.Element.FLOAT32, "1", "3", "24", "32");
    String kernel = graph.constant("kernel", Tensor.of(List.of(1, 3, 8, 8), new float[3 * 64]));
    String map = graph.node("Conv", "map", List.of(input, kernel)).with("strides", 8, 8).add();
    String flat = graph.constant("flat", 1L, 6L, 2L);
    String zeros = graph.node("Reshape", "zeros", List.of(map, flat)).add();
    String sure = graph.constant("sure", Tensor.of(List.of(1, 1, 2), 0.05f, 0.95f));
    graph.node("Add", "scores", List.of(zeros, sure)).add();
    graph.output("scores", OnnxGraph.Element.FLOAT32, "1", "6", "2");
    float[] corners = new float[4 * 6];
    for (int i = 0; i < 6; i++) {
      corners[4 * i] = 0.25f;
      corners[4 * i + 1] = 0.25f;
      corners[4 * i + 2] = 0.75f;
      corners[4 * i + 3] = 0.75f + 0.01f * i;
    }
    answer(graph, Map.of("boxes", Tensor.of(List.of(1, 6, 4), corners)));
    return graph.toBytes("test", "1", Map.of());
  }

  private static byte[] yuNet() throws IOException {
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    graph.input("input", OnnxGraph.Element.FLOAT32, "1", "3", "32", "32");
    Map<String, Tensor> answers = new LinkedHashMap<>();
    for (int stride = 8; stride <= 32; stride *= 2) {
      int cells = 32 / stride * (32 / stride);
      for (String name : List.of("cls_", "obj_")) {
        answers.put(name + stride, Tensor.of(List.of(1, cells, 1), new float[cells]));
      }
      answers.put("bbox_" + stride, Tensor.of(List.of(1, cells, 4), new float[4 * cells]));
    }
    // Stride 8: column 1, row 1.
    float[] sure = new float[16];
    sure[5] = 0.9f;
    answers.put("cls_8", Tensor.of(List.of(1, 16, 1), sure));
    answers.put("obj_8", Tensor.of(List.of(1, 16, 1), sure));
    answer(graph, answers);
    return graph.toBytes("test", "1", Map.of());
  }

  private static void answer(OnnxGraph graph, Map<String, Tensor> answers) {
    answers.forEach(
        (name, tensor) -> {
          String constant = graph.constant(name + ".constant", tensor);
          graph.node("Identity", name, List.of(constant)).add();
          String[] sides = tensor.shape().stream().map(Object::toString).toArray(String[]::new);
          graph.output(name, OnnxGraph.Element.FLOAT32, sides);
        });
  }
}
