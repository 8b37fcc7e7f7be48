package org.wingloss.model.file;

import java.util.Locale;

/** The text that tells a person what a model is and is not for. */
final class ModelCard {
  private ModelCard() {}

  static String text(ModelDescription description) {
    int count = description.landmarks();
    StringBuilder provenance = new StringBuilder();
    description
        .provenance()
        .forEach(
            (key, value) ->
                provenance
                    .append("| ")
                    .append(cell(key))
                    .append(" | ")
                    .append(cell(value))
                    .append(" |\n"));
    return """
        # Facial landmark model

        | | |
        |---|---|
        | landmarks | %d (%s): %s |
        | network | `%s`, %,d parameters, %.1f million multiply-adds per face |
        | input | %d x %d RGB, cut out around a face box (%s, enlarged by %s%s) |
        | loss | `%s` |

        ## Files
        `model.json` describes the model and names the SHA-256 of the other files; `weights.safetensors`
        holds the weights; `model.onnx` is the network for ONNX Runtime (its metadata say how to crop and
        decode). Nothing here is executable.

        ## Use
            wingloss predict --model THIS_FOLDER photo.jpg --box left,top,right,bottom

        ## Where it comes from
        | | |
        |---|---|
        %s
        ## Limits
        The model answers for any box, face or not, without a measure of confidence. It has seen only faces
        like those of its training data: other poses, ages, skin, lighting or cameras may give errors that
        nobody has measured. The terms of the training data apply to the weights. It is not made to
        identify people or to infer anything about them.
        """
        .formatted(
            count,
            description.scheme().name(),
            cell(description.scheme().description()),
            description.network().line(),
            description.network().parameters(count),
            description.network().multiplyAdds(count) / 1e6,
            description.network().inputSize(),
            description.network().inputSize(),
            description.box().kind().name().toLowerCase(Locale.ROOT),
            description.box().enlarge(),
            description.box().square() ? ", made square" : "",
            description.loss(),
            provenance);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
  }
}
