package org.wingloss.model.file;

import java.util.Map;
import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.network.ModelDescription;

/**
 * The text that tells a person what a model is, what it is and is not for, and how to use it
 * (Mitchell et al., Model Cards for Model Reporting, 2019).
 */
final class ModelCard {
  private static final String DATA = "data";

  private ModelCard() {}

  /** The card of one network. */
  static String of(ModelDescription model) {
    return page(
        model,
        model.box(),
        "One network sees the crop of the face box.",
        network("network", model),
        """
        `model.onnx` is the network for ONNX Runtime in any language. In Python:

        %s"""
            .formatted(python(model)));
  }

  /** The card of two stages. */
  static String of(
      Alignment alignment,
      TwoStagePrediction prediction,
      ModelDescription first,
      ModelDescription second) {
    return page(
        second,
        first.box(),
        """
        Two stages: the first network sees the crop of the face box. Its rough landmarks rotate and
        re-crop the picture (%s, margin %s). The second network sees that crop.%s"""
            .formatted(
                alignment.kind() == Alignment.Kind.PROCRUSTES
                    ? "Procrustes fit to the mean shape"
                    : "by the line from eyes to chin",
                alignment.margin(),
                prediction == TwoStagePrediction.MEAN_OF_STAGES
                    ? "\nThe prediction is the mean of what both find."
                    : ""),
        network("stage 1", first) + network("stage 2", second),
        """
        `wingloss export --model THIS_FOLDER --format onnx --out face.onnx` writes both networks for
        ONNX Runtime, with a `pipeline.json` that says how the second crop follows from the
        rough landmarks, and which prediction is the model's. `stage1` is a model of its own, which
        finds rough landmarks; `stage2` is of no use alone.
        """);
  }

  private static String page(
      ModelDescription model, BoxProtocol box, String stages, String networks, String elsewhere) {
    return """
        # Facial landmarks: %1$d points (%2$s)

        Finds %1$d landmarks of a face in a colour picture, given a box around the face. %3$s

        | | |
        |---|---|
        | landmarks | %4$s |
        %5$s
        ## Meant for
        Aligning, cropping, drawing on and animating faces whose boxes are known; comparing methods;
        teaching and research.

        ## Not meant for
        Recognising people, or inferring anything about them (identity, age, sex, origin, feelings,
        health); decisions about a person; medical measurement. It predicts landmarks for any box,
        %11$s

        ## The face box
        %6$s

        ## Trained on
        %7$s

        ## Accuracy
        %8$s

        ## Use
            wingloss predict --model THIS_FOLDER photo.jpg --box left,top,right,bottom

        %9$s
        ## Limits
        It has seen only faces like those of its training data: other poses, ages, skin, lighting,
        cameras or boxes may give errors that nobody has measured. Occluded landmarks are guessed, and
        a prediction carries no confidence. `predict --uncertainty` shows how far the predictions under
        test-time augmentation spread, but a network can be wrong and sure.

        ## Where it comes from
        | | |
        |---|---|
        %10$s
        `model.json` describes a network and names the SHA-256 of its weights (`weights.safetensors`)
        and its `model.onnx`; a model of which one was altered is refused. Nothing here is executable.
        You may add to this card.
        """
        .formatted(
            model.landmarks(),
            Markup.markdown(model.scheme().name()),
            stages,
            Markup.markdown(model.scheme().description()),
            networks,
            box(box),
            data(model.provenance()) + side(model.flipOffset()),
            accuracy(model.provenance()),
            elsewhere,
            rows(model.provenance()),
            model.shapes().isPresent()
                ? "face or not; predictions that make no face by the shapes of its training are marked\n"
                    + "(`plausible`: false), which tells most other things, not all."
                : "face or not.");
  }

  private static String network(String title, ModelDescription model) {
    int count = model.landmarks();
    int size = model.network().inputSize();
    return NumberText.format(
        "| %s | `%s`: %d x %d pixels, %,d parameters, %.1f million multiply-adds per face; loss `%s` |\n",
        title,
        model.network().line(),
        size,
        size,
        model.network().parameters(count),
        model.network().multiplyAdds(count) / 1e6,
        Markup.code(model.loss()));
  }

  private static String side(double flipOffset) {
    return flipOffset == 0
        ? ""
        : NumberText.format(
            """

            The annotations lie %.2f %% of the crop's side to the %s of where a mirror image of the
            pictures would have them, and so do the predictions.\
            """,
            100 * Math.abs(flipOffset), flipOffset > 0 ? "right" : "left");
  }

  private static String box(BoxProtocol box) {
    String origin =
        switch (box.kind()) {
          case TRUTH ->
              "the tight box around the ground-truth landmarks. Give a box that just holds all landmarks";
          case DATASET -> "the box that the data set supplies. Give a box of the same kind";
          case FILE -> "the boxes of a file, such as a detector's. Give boxes from the same source";
        };
    return """
        In training it was %s;
        other boxes cost accuracy. The program then cuts out the box %s
        about its middle; beyond the picture, the border pixels repeat."""
        .formatted(
            origin,
            (box.square() ? "made square with its longer side and " : "")
                + "enlarged %s times".formatted(box.enlarge()));
  }

  private static String data(Map<String, String> provenance) {
    if (!provenance.containsKey(DATA)) {
      return "Not recorded. The terms of the training pictures' owners apply to the weights.";
    }
    TrainedOn data = TrainedOn.of(provenance.get(DATA));
    String terms =
        data.kind().equals("300w")
            ? """
              The annotations and pictures of 300-W are for research, not for commercial products, and
              so are weights trained on them. Synthetic faces that `wingloss synthesise` writes in that layout
              show nobody and bring no such terms."""
            : """
              The terms of that data set's owners apply to the weights; read them before you pass the
              model on or sell what it does.""";
    String more =
        data.pseudoLabelled() == 0
            ? ""
            : """

              %d of the faces were pseudo-labelled: their landmarks are a model's predictions. The terms of the
              owners of their pictures apply too."""
                .formatted(data.pseudoLabelled());
    return "%s faces in the layout `%s` (fingerprint below). %s%s"
        .formatted(
            Markup.markdown(provenance.getOrDefault("faces", "An unknown number of")),
            Markup.code(data.kind()),
            terms,
            more);
  }

  private static String accuracy(Map<String, String> provenance) {
    String nme = provenance.get("validation-nme");
    String measured =
        nme == null
            ? "Not recorded."
            : """
              During training: a normalised mean error of %s %% (%s) on %s faces that were held out.
              The weights were selected by this number, so expect a little worse on new faces."""
                .formatted(
                    Markup.markdown(nme),
                    Markup.markdown(
                        provenance.getOrDefault("validation-norm", "norm not recorded")),
                    Markup.markdown(provenance.getOrDefault("validation-faces", "some")));
    return """
        %s
        Measure it on pictures and boxes like yours:

            wingloss evaluate --model THIS_FOLDER --dataset %s --data FOLDER --out report"""
        .formatted(
            measured, Markup.code(TrainedOn.of(provenance.getOrDefault(DATA, "KIND")).kind()));
  }

  private static String python(ModelDescription model) {
    int size = model.network().inputSize();
    String sides =
        model.box().square()
            ? "w = h = max(r - l, b - t) * " + model.box().enlarge()
            : "w, h = (r - l) * %1$s, (b - t) * %1$s".formatted(model.box().enlarge());
    return """
        ```python
        import numpy, onnxruntime, PIL.Image, PIL.ImageOps
        l, t, r, b = 127, 125, 299, 297                                   # the face box
        %1$s
        left, top = (l + r - w) / 2, (t + b - h) / 2
        photo = PIL.ImageOps.exif_transpose(PIL.Image.open("photo.jpg"))  # upright, as the box is
        crop = photo.convert("RGB").resize(
            (%2$d, %2$d), PIL.Image.BILINEAR, box=(left + .5, top + .5, left + w + .5, top + h + .5))
        planes = numpy.asarray(crop, numpy.float32).transpose(2, 0, 1)[None] / 255
        session = onnxruntime.InferenceSession("model.onnx")
        x, y = session.run(None, {"image": planes})[0].reshape(2, -1)
        print(left + (x + .5) * w / %2$d, top + (y + .5) * h / %2$d)     # pixels of the picture
        ```
        """
        .formatted(sides, size);
  }

  private static String rows(Map<String, String> provenance) {
    StringBuilder rows = new StringBuilder();
    provenance.forEach(
        (key, value) ->
            rows.append("| %s | %s |\n".formatted(Markup.markdown(key), Markup.markdown(value))));
    return rows.toString();
  }
}
