package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.NetworkCrop;

/**
 * Faces picture by picture, so that each picture is decoded once for all of them.
 *
 * @param facesOfPicture the places of the faces of each picture in their list, pictures in the
 *     order of their first face
 */
record FacesByPicture(Map<Path, List<Integer>> facesOfPicture) {
  /** Crops that are cut at a time, however many faces a picture has. */
  private static final int CROPS = 64;

  /** Cuts the face at a place of the list out of its picture, on any thread. */
  @FunctionalInterface
  interface Cutter {
    NetworkCrop cut(int i, RgbImage image);
  }

  /** A face that is listed more than once has a crop for each time. */
  static FacesByPicture of(List<Face> faces) {
    return new FacesByPicture(
        IntStream.range(0, faces.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> faces.get(i).image(), LinkedHashMap::new, Collectors.toList())));
  }

  /**
   * The crops of all faces, picture by picture. All processors decode and cut; at a time there is
   * one picture for each of them in memory, and few crops.
   */
  Iterator<NetworkCrop> crops(PictureSource pictures, Cutter cutter) {
    return new Crops(this, pictures, cutter);
  }

  /**
   * What was found in the {@link #crops}, in the order of the faces.
   *
   * @param found one per crop, in the order of the crops
   */
  <T> List<T> inOrderOfFaces(List<T> found) {
    List<T> ordered = new ArrayList<>(found);
    Iterator<T> next = found.iterator();
    facesOfPicture.values().forEach(faces -> faces.forEach(i -> ordered.set(i, next.next())));
    return List.copyOf(ordered);
  }

  /** A face whose picture is decoded. */
  private record Uncut(int face, RgbImage image) {}

  private static final class Crops implements Iterator<NetworkCrop> {
    private final Queue<Map.Entry<Path, List<Integer>>> undecoded;
    private final Queue<Uncut> uncut = new ArrayDeque<>();
    private final Queue<NetworkCrop> cut = new ArrayDeque<>();
    private final PictureSource pictures;
    private final Cutter cutter;

    Crops(FacesByPicture faces, PictureSource pictures, Cutter cutter) {
      this.undecoded = new ArrayDeque<>(faces.facesOfPicture().entrySet());
      this.pictures = pictures;
      this.cutter = cutter;
    }

    @Override
    public boolean hasNext() {
      return !cut.isEmpty() || !uncut.isEmpty() || !undecoded.isEmpty();
    }

    @Override
    public NetworkCrop next() {
      if (cut.isEmpty()) {
        if (uncut.isEmpty()) {
          decode(some(undecoded, Runtime.getRuntime().availableProcessors()));
        }
        cut(some(uncut, CROPS));
      }
      return cut.remove();
    }

    private void decode(List<Map.Entry<Path, List<Integer>>> some) {
      List<RgbImage> images =
          some.parallelStream().map(picture -> pictures.read(picture.getKey())).toList();
      for (int k = 0; k < images.size(); k++) {
        RgbImage image = images.get(k);
        some.get(k).getValue().forEach(face -> uncut.add(new Uncut(face, image)));
      }
    }

    private void cut(List<Uncut> some) {
      cut.addAll(some.parallelStream().map(one -> cutter.cut(one.face(), one.image())).toList());
    }

    private static <T> List<T> some(Queue<T> from, int most) {
      List<T> some = new ArrayList<>();
      while (some.size() < most && !from.isEmpty()) {
        some.add(from.remove());
      }
      return some;
    }
  }
}
