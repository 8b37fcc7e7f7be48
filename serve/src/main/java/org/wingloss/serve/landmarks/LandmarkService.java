package org.wingloss.serve.landmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpStatus;
import org.wingloss.data.InvalidDataException;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.FacePlace;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.serve.http.HttpProblem;

/**
 * Finds faces and landmarks in the bytes of a picture, on the caller's thread. Nothing of a picture
 * is kept or logged.
 */
public final class LandmarkService {
  private final ServedModel model;
  private final FaceBatches batches;

  /**
   * Serves a model.
   *
   * @param window longest time that a request waits for others to share a batch
   * @param observer is told of the number of requests in every batch
   */
  public LandmarkService(ServedModel model, Duration window, IntConsumer observer) {
    this.model = model;
    this.batches = new FaceBatches(Runtime.getRuntime().availableProcessors(), window, observer);
  }

  ServedModel model() {
    return model;
  }

  /**
   * The landmarks of one picture.
   *
   * @param waited nanoseconds since the request was complete
   * @throws HttpProblem 400 or 413 if the picture or what is wanted of it cannot be used
   */
  PictureFaces find(byte[] file, LandmarksQuery query, long waited) {
    SchemeSelection selection = model.selection(query);
    OpenPicture picture;
    batches.announce();
    try {
      picture = OpenPicture.of(file, query, model);
    } finally {
      batches.arrived();
    }
    long begin = System.nanoTime();
    List<FacePrediction> found = predict(picture.inputs(), query);
    return result(picture, found, query, selection, waited, System.nanoTime() - begin);
  }

  /**
   * The landmarks of several pictures, whose faces go through the network together.
   *
   * @return for each picture what was found, or the {@link HttpProblem} that it has
   */
  List<Object> find(List<byte[]> files, LandmarksQuery query, long waited) {
    SchemeSelection selection = model.selection(query);
    List<Object> opened = new ArrayList<>();
    List<FaceInput> inputs = new ArrayList<>();
    long pixels = 0;
    for (byte[] file : files) {
      try {
        pixels += OpenPicture.header(file).size().pixels();
        if (pixels > OpenPicture.MOST_PIXELS) {
          throw new HttpProblem(
              HttpStatus.PAYLOAD_TOO_LARGE_413,
              "the pictures up to this one have more than the %d pixels that one request may have"
                  .formatted(OpenPicture.MOST_PIXELS));
        }
        OpenPicture picture = OpenPicture.of(file, query, model);
        inputs.addAll(picture.inputs());
        opened.add(picture);
      } catch (HttpProblem e) {
        opened.add(e);
      }
    }
    long begin = System.nanoTime();
    List<FacePrediction> found = predict(inputs, query);
    long took = System.nanoTime() - begin;
    int at = 0;
    for (int i = 0; i < opened.size(); i++) {
      if (opened.get(i) instanceof OpenPicture picture) {
        int end = at + picture.faces().size();
        opened.set(i, result(picture, found.subList(at, end), query, selection, waited, took));
        at = end;
      }
    }
    return opened;
  }

  private List<FacePrediction> predict(List<FaceInput> faces, LandmarksQuery query) {
    try {
      return batches.predict(model.ensemble(query), faces);
    } catch (IllegalArgumentException | InvalidDataException e) {
      throw new HttpProblem(
          HttpStatus.UNPROCESSABLE_ENTITY_422,
          "the model gave no usable prediction: " + e.getMessage(),
          e);
    }
  }

  private PictureFaces result(
      OpenPicture picture,
      List<FacePrediction> found,
      LandmarksQuery query,
      SchemeSelection selection,
      long waited,
      long took) {
    List<PictureFaces.FoundFace> faces = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      FacePlace place = picture.faces().get(i);
      FacePrediction prediction = found.get(i);
      if (!place.isFace(prediction)) {
        continue;
      }
      faces.add(
          new PictureFaces.FoundFace(
              String.valueOf(faces.size() + 1),
              place.box().edges(),
              place.score().orElse(null),
              selection.points(prediction.landmarks()),
              prediction.plausible().orElse(null),
              query.tta() ? selection.of(prediction.spread()) : null));
    }
    return new PictureFaces(
        model.stored().id(),
        selection.scheme().name(),
        picture.image().width(),
        picture.image().height(),
        picture.flaw().orElse(null),
        faces,
        new PictureFaces.Times(
            waited / 1e6, picture.decoding() / 1e6, picture.detection() / 1e6, took / 1e6));
  }
}
