package org.wingloss.model.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.Orientation;
import org.wingloss.data.image.RgbImage;

/**
 * Reads pictures, asks for their boxes and localises the faces.
 *
 * @param ensemble the model or models
 * @param boxes the face boxes
 * @param upright whether a picture is first turned as its EXIF tag says, so that boxes and
 *     landmarks are pixels of what a person sees; else of the picture as stored
 */
public record Predictor(Ensemble ensemble, BoxSource boxes, boolean upright) {
  /**
   * Looks at one picture.
   *
   * @throws InvalidDataException if the picture cannot be read or a box shows nothing of it
   */
  public Prediction predict(InputPicture picture) {
    RgbImage stored = ImageFiles.read(picture.file());
    RgbImage image = upright ? Orientation.of(picture.file()).upright(stored) : stored;
    List<FaceQuery> faces = new ArrayList<>();
    for (Box box : boxes.boxes(picture, image)) {
      requireContact(picture, image, box);
      faces.add(new FaceQuery(image, box));
    }
    List<Ensemble.Answer> answers = ensemble.localise(faces);
    List<Prediction.FoundFace> found = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      found.add(
          new Prediction.FoundFace(picture.faceId(i + 1), faces.get(i).box(), answers.get(i)));
    }
    return new Prediction(picture, image, found);
  }

  /** A box may reach outside, where the border repeats, but not lie there: that is a slip. */
  private static void requireContact(InputPicture picture, RgbImage image, Box box) {
    if (box.right() < 0
        || box.bottom() < 0
        || box.left() > image.width() - 1
        || box.top() > image.height() - 1) {
      throw InvalidDataException.in(
          picture.file(),
          "the face box %s,%s,%s,%s lies outside the picture of %d x %d pixels"
              .formatted(
                  box.left(), box.top(), box.right(), box.bottom(), image.width(), image.height()));
    }
  }

  /**
   * Looks at pictures on several threads and hands on the predictions in the pictures' order. Only
   * a few pictures are in memory at a time.
   *
   * @param pictures the pictures
   * @param threads how many are looked at at once
   * @param consumer called on this thread
   * @param failures called on this thread for a picture that cannot be used; may throw to stop
   */
  public void predict(
      List<InputPicture> pictures,
      int threads,
      Consumer<Prediction> consumer,
      Consumer<RuntimeException> failures) {
    if (pictures.size() == 1) {
      hand(() -> predict(pictures.get(0)), consumer, failures);
      return;
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<Prediction>> ahead = new ArrayDeque<>();
      for (InputPicture picture : pictures) {
        ahead.add(workers.submit(() -> predict(picture)));
        if (ahead.size() > 2 * threads) {
          Future<Prediction> first = ahead.remove();
          hand(() -> result(first), consumer, failures);
        }
      }
      for (Future<Prediction> rest : ahead) {
        hand(() -> result(rest), consumer, failures);
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static void hand(
      Supplier<Prediction> question,
      Consumer<Prediction> consumer,
      Consumer<RuntimeException> failures) {
    Prediction prediction;
    try {
      prediction = question.get();
    } catch (InvalidDataException e) {
      failures.accept(e);
      return;
    }
    consumer.accept(prediction);
  }

  private static Prediction result(Future<Prediction> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
