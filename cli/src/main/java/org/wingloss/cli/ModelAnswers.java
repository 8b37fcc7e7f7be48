package org.wingloss.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.wingloss.data.annotation.Annotation;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.geometry.Landmarks;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.model.localiser.Localiser;

/** A model's answers for marked faces: where a model meets a data set. */
final class ModelAnswers {
  private ModelAnswers() {}

  /**
   * The landmarks of every face, in order; all processors decode and localise.
   *
   * @param box the face box to ask with
   * @param done hears how many faces are answered; from any thread
   */
  static List<Landmarks> of(
      Localiser localiser,
      List<Annotation> faces,
      Function<Annotation, Box> box,
      IntConsumer done) {
    AtomicInteger count = new AtomicInteger();
    return new ArrayList<>(
        IntStream.range(0, faces.size())
            .parallel()
            .mapToObj(
                i -> {
                  Annotation face = faces.get(i);
                  Landmarks answer =
                      localiser
                          .localise(ImageFiles.read(face.image()), box.apply(face))
                          .landmarks();
                  done.accept(count.incrementAndGet());
                  return answer;
                })
            .toList());
  }
}
