package org.wingloss.model.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.geometry.PictureBounds;
import org.wingloss.data.image.EncodedPicture;
import org.wingloss.data.image.ExifOrientation;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.data.image.RgbImage;

/**
 * From pictures and face boxes to predictions, on several threads. A picture is decoded once for
 * all of its faces, predictions come in the order of the pictures, and only a few pictures are in
 * memory at a time. When a call returns or throws, no thread of it is left, so that the ensemble
 * may be closed.
 *
 * @param ensemble the model or models
 * @param boxes the face boxes
 * @param upright whether a picture is first rotated as its EXIF tag says, so that boxes and
 *     landmarks are pixels of what a person sees; else of the picture as stored
 * @param threads how many pictures are worked on at once
 */
public record InferenceRunner(Ensemble ensemble, BoxSource boxes, boolean upright, int threads) {
  /** Checks the number. */
  public InferenceRunner {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1 but was " + threads);
    }
  }

  /**
   * The pixels to which boxes and landmarks refer.
   *
   * @throws InvalidDataException if the picture cannot be read
   */
  public RgbImage image(InputPicture picture) {
    return image(EncodedPicture.read(picture.file()));
  }

  private RgbImage image(EncodedPicture encoded) {
    return upright ? encoded.upright() : encoded.decode();
  }

  /**
   * The predictions for one picture.
   *
   * @throws InvalidDataException if the picture cannot be read, a box shows nothing of it or
   *     reaches too far beyond it, or a prediction is unusable
   */
  public PicturePrediction predict(InputPicture picture) {
    return predict(picture, EncodedPicture.read(picture.file()));
  }

  /**
   * As {@link #predict(InputPicture)}, for a picture whose bytes were read elsewhere.
   *
   * @param picture its names; no file is read
   */
  public PicturePrediction predict(InputPicture picture, EncodedPicture encoded) {
    RgbImage image = image(encoded);
    List<PicturePrediction.FoundFace> found = new ArrayList<>();
    for (FacePlace place : places(picture, image)) {
      String id = place.id().orElseGet(() -> FaceIds.of(picture.id(), found.size() + 1));
      FacePrediction prediction = predict(id, new FaceInput(image, place.box()));
      if (place.isFace(prediction)) {
        found.add(new PicturePrediction.FoundFace(id, place.box(), prediction));
      }
    }
    boolean oriented = encoded.orientation() != ExifOrientation.UPRIGHT;
    return new PicturePrediction(picture, image, oriented, encoded.flaw(), found);
  }

  private FacePrediction predict(String id, FaceInput face) {
    try {
      return ensemble.predict(face);
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(
          "%s: the model gave no usable prediction: %s".formatted(id, e.getMessage()), e);
    }
  }

  /**
   * The places of a picture where faces are looked for. A box may reach outside, where the border
   * repeats, but not lie there: that is a slip.
   *
   * @throws InvalidDataException if one shows nothing of the picture, or reaches too far beyond it
   */
  public List<FacePlace> places(InputPicture picture, RgbImage image) {
    List<FacePlace> found = boxes.places(picture, image);
    PictureBounds bounds = new PictureBounds(image.width(), image.height());
    for (FacePlace place : found) {
      if (boxes.mustTouchPicture()) {
        bounds.requireShown(place.box(), picture.file().toString());
      }
      bounds.require(place.box(), picture.file().toString());
    }
    return found;
  }

  /**
   * The predictions for many pictures, in their order.
   *
   * @param consumer called on this thread
   * @param failures called on this thread for a picture that cannot be used; may throw to stop
   */
  public void predict(
      List<InputPicture> pictures,
      Consumer<PicturePrediction> consumer,
      Consumer<InvalidDataException> failures) {
    predict(pictures, found -> found, consumer, failures);
  }

  /**
   * As {@link #predict(List, Consumer, Consumer)}, with more work for every picture that one need
   * not wait for. A result that does not hold the picture's pixels frees them at once.
   *
   * @param finish what becomes of the predictions for a picture; called on any thread
   * @param consumer called on this thread with what {@code finish} returned
   */
  public <R> void predict(
      List<InputPicture> pictures,
      Function<PicturePrediction, R> finish,
      Consumer<R> consumer,
      Consumer<InvalidDataException> failures) {
    try (OrderedWorkers workers = new OrderedWorkers(Math.min(threads, pictures.size()))) {
      workers.run(pictures, picture -> finish.apply(predict(picture)), consumer, failures);
    }
  }

  /**
   * The landmarks of a data set's faces, on all cores, in pixels of the pictures as stored.
   *
   * @param boxes a box per face, in the same order; it may lie outside the picture
   * @param progress told how many faces are done, on this thread
   * @param flawed takes the pictures whose files are not whole
   * @return in the order of the faces
   * @throws InvalidDataException naming the first picture that cannot be used
   */
  public static List<Landmarks> predict(
      Ensemble ensemble,
      List<Face> faces,
      List<Box> boxes,
      IntConsumer progress,
      FlawedPictures flawed) {
    Map<Path, List<Integer>> facesOf = new LinkedHashMap<>();
    Map<Path, List<Box>> boxesOf = new LinkedHashMap<>();
    for (int i = 0; i < faces.size(); i++) {
      Path picture = faces.get(i).image();
      facesOf.computeIfAbsent(picture, p -> new ArrayList<>()).add(i);
      boxesOf.computeIfAbsent(picture, p -> new ArrayList<>()).add(boxes.get(i));
    }
    Landmarks[] landmarks = new Landmarks[faces.size()];
    int[] done = {0};
    new InferenceRunner(
            ensemble,
            new BoxSource.Annotated(boxesOf),
            false,
            Runtime.getRuntime().availableProcessors())
        .predict(
            facesOf.keySet().stream().map(file -> new InputPicture(file.toString(), file)).toList(),
            found -> {
              flawed.note(found.picture().id(), found.flaw());
              List<Integer> places = facesOf.get(found.picture().file());
              for (int k = 0; k < places.size(); k++) {
                landmarks[places.get(k)] = found.faces().get(k).prediction().landmarks();
                progress.accept(++done[0]);
              }
            },
            failure -> {
              throw failure;
            });
    return List.of(landmarks);
  }
}
