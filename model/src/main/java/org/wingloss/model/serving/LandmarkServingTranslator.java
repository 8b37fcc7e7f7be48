package org.wingloss.model.serving;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.ServingTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.JsonUtils;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.geometry.PictureBounds;
import org.wingloss.data.image.EncodedPicture;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;

/**
 * From a picture and a face box to landmarks as JSON, inside DJL. The picture is the content {@code
 * data}, or the body; the box is the content or the property {@code box}, {@code
 * left,top,right,bottom}, or else the whole picture. It gives the numbers of {@link
 * org.wingloss.model.inference.Localiser}. DJL loads it from the archive's {@code libs} and makes
 * it by its name.
 */
public final class LandmarkServingTranslator implements ServingTranslator {
  static final String SIZE = "input-size";
  static final String ENLARGE = "box-enlarge";
  static final String SQUARE = "box-square";
  static final String SCHEME = "scheme";

  private int size;
  private BoxProtocol boxes;
  private String scheme;

  /** Called by DJL. */
  public LandmarkServingTranslator() {}

  /** Takes what {@code serving.properties} says. */
  @Override
  public void setArguments(Map<String, ?> arguments) {
    size = Integer.parseInt(argument(arguments, SIZE));
    double enlarge = Double.parseDouble(argument(arguments, ENLARGE));
    boolean square = Boolean.parseBoolean(argument(arguments, SQUARE));
    boxes = new BoxProtocol(BoxProtocol.Kind.TRUTH, enlarge, square);
    scheme = argument(arguments, SCHEME);
  }

  private static String argument(Map<String, ?> arguments, String name) {
    Object value = arguments.get(name);
    if (value == null) {
      throw new IllegalArgumentException("serving.properties: '" + name + "' is missing");
    }
    return value.toString();
  }

  /**
   * None: DJL then passes the inputs of a batch through one after the other. All share one context,
   * which holds the crop of a single picture, and ONNX Runtime's arrays cannot be stacked.
   */
  @Override
  public Batchifier getBatchifier() {
    return null;
  }

  @Override
  public NDList processInput(TranslatorContext context, Input input) throws TranslateException {
    byte[] file = input.getAsBytes("data");
    try {
      RgbImage image = image(file == null ? input.getData().getAsBytes() : file);
      Box box = box(input, image);
      AffineMap map = AffineMap.boxToSquare(boxes.cropBox(box), size);
      context.setAttachment("map", map);
      context.setAttachment("box", box);
      return new NDList(
          context.getNDManager().create(planes(image, map), new Shape(1, 3, size, size)));
    } catch (IllegalArgumentException | InvalidDataException e) {
      throw new TranslateException(e.getMessage(), e);
    }
  }

  private static RgbImage image(byte[] file) {
    EncodedPicture encoded = EncodedPicture.of(file, "the picture");
    return encoded.upright();
  }

  private static Box box(Input input, RgbImage image) {
    String text = input.getAsString("box");
    String edges = text == null ? input.getProperty("box", null) : text;
    if (edges == null) {
      return new Box(-0.5, -0.5, image.width() - 0.5, image.height() - 0.5);
    }
    Box box = Box.parse("box", edges);
    PictureBounds bounds = new PictureBounds(image.width(), image.height());
    bounds.requireShown(box, "the picture");
    bounds.require(box, "the picture");
    return box;
  }

  private float[] planes(RgbImage image, AffineMap map) {
    float[] pixels = new float[3 * size * size];
    Warp.toFloats(image, map, size, pixels, 0);
    float[] planes = new float[pixels.length];
    for (int i = 0; i < size * size; i++) {
      for (int channel = 0; channel < 3; channel++) {
        planes[channel * size * size + i] = pixels[3 * i + channel];
      }
    }
    return planes;
  }

  @Override
  public Output processOutput(TranslatorContext context, NDList list) {
    NDArray vector = list.singletonOrThrow();
    float[] values = vector.toFloatArray();
    int count = values.length / 2;
    AffineMap back = ((AffineMap) context.getAttachment("map")).inverse();
    double[][] landmarks = new double[count][2];
    for (int i = 0; i < count; i++) {
      landmarks[i][0] = back.x(values[i], values[count + i]);
      landmarks[i][1] = back.y(values[i], values[count + i]);
    }
    Box box = (Box) context.getAttachment("box");
    Map<String, Object> face = new LinkedHashMap<>();
    face.put("scheme", scheme);
    face.put("box", new double[] {box.left(), box.top(), box.right(), box.bottom()});
    face.put("landmarks", landmarks);
    Output output = new Output(200, "OK");
    output.addProperty("Content-Type", "application/json");
    output.add(JsonUtils.GSON.toJson(face));
    return output;
  }
}
