package org.wingloss.data.crop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.wingloss.data.Waiting;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.image.RgbImage;

/**
 * Cuts the patches of a store out of their pictures.
 *
 * @param faces the samples
 * @param size of the patches
 * @param storeFromImage per face, where its picture's pixels come to lie
 * @param facesOfPicture the faces of each picture, pictures in the order of their first face
 * @param pictures decodes them
 */
record CropMaker(
    List<Face> faces,
    CropSize size,
    List<AffineMap> storeFromImage,
    Map<Path, List<Integer>> facesOfPicture,
    PictureSource pictures) {

  /** Receives patch i. */
  interface Sink {
    void accept(int i, RgbImage patch);
  }

  static CropMaker of(List<Face> faces, CropPlan plan, CropSize size, PictureSource pictures) {
    AffineMap storeFromNetwork = size.networkFromStore().inverse();
    List<AffineMap> storeFromImage = new ArrayList<>(faces.size());
    Map<Path, List<Integer>> facesOfPicture = new LinkedHashMap<>();
    for (int i = 0; i < faces.size(); i++) {
      Face face = faces.get(i);
      storeFromImage.add(
          storeFromNetwork.after(plan.networkFromImage(i, face, size.networkSize())));
      facesOfPicture.computeIfAbsent(face.image(), image -> new ArrayList<>()).add(i);
    }
    return new CropMaker(faces, size, List.copyOf(storeFromImage), facesOfPicture, pictures);
  }

  /** The number of faces. */
  int count() {
    return storeFromImage.size();
  }

  /** Decodes each picture once and hands every patch to the sink, from any thread. */
  void make(int threads, IntConsumer progress, Sink sink) {
    AtomicInteger done = new AtomicInteger();
    List<Callable<Void>> tasks = new ArrayList<>();
    facesOfPicture.forEach(
        (picture, samples) ->
            tasks.add(
                () -> {
                  RgbImage image = pictures.read(picture);
                  for (int i : samples) {
                    sink.accept(i, FaceCrop.cut(faces.get(i), image, storeFromImage.get(i), size));
                    progress.accept(done.incrementAndGet());
                  }
                  return null;
                }));
    runAll(tasks, threads);
  }

  /** Runs every task and returns the results in order; the first failure stops the rest. */
  static <T> List<T> runAll(List<Callable<T>> tasks, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1 but was " + threads);
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      CompletionService<T> finished = new ExecutorCompletionService<>(workers);
      List<Future<T>> results = new ArrayList<>();
      for (Callable<T> task : tasks) {
        results.add(finished.submit(task));
      }
      // In the order in which they end, so that a failure is seen at once.
      for (int i = 0; i < tasks.size(); i++) {
        Waiting.result(finished.take());
      }
      return results.stream().map(Waiting::result).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while cutting crops", e);
    } finally {
      Waiting.stop(workers); // Whoever hears of a failure may delete what they write to.
    }
  }
}
