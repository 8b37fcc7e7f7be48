package org.wingloss.data.crop;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.image.RgbImage;

/**
 * Every face of a training set, decoded once: a patch of its picture with the context that
 * augmentation needs, and its landmarks in patch pixels. Patches live in memory, or in a
 * memory-mapped file that outlives the process and is used again while its content fits. Safe for
 * any number of threads.
 */
public final class CropStore {
  private final CropSize size;
  private final List<AffineMap> storeFromImage;
  private final List<Landmarks> landmarks;
  private final Patches patches;

  /** The pixels of a store. */
  interface Patches {
    /** Patch i; it may be {@code scratch}, filled, or a picture that must not be written to. */
    RgbImage get(int i, RgbImage scratch);
  }

  private CropStore(List<Face> faces, CropMaker maker, Patches patches) {
    this.size = maker.size();
    this.storeFromImage = maker.storeFromImage();
    this.patches = patches;
    this.landmarks =
        IntStream.range(0, faces.size())
            .mapToObj(i -> faces.get(i).landmarks().map(storeFromImage.get(i)))
            .toList();
  }

  /**
   * How the patches of a store are cut.
   *
   * @param pictures decodes a picture, once for all of its faces
   * @param threads that decode, at least 1
   * @param progress told the number of finished faces, from any thread
   */
  public record Cutting(PictureSource pictures, int threads, IntConsumer progress) {
    /** From files, without progress. */
    public Cutting(int threads) {
      this(ImageFiles::read, threads, done -> {});
    }
  }

  /**
   * Cuts all patches into memory.
   *
   * @param faces the samples, in order; several may share a picture, which is decoded once
   * @param plan where each face is cut
   * @param size how much is kept per face
   * @throws org.wingloss.data.InvalidDataException if a picture cannot be read or a face lacks its
   *     box; the message names it
   */
  public static CropStore inMemory(
      List<Face> faces, CropPlan plan, CropSize size, Cutting cutting) {
    CropMaker maker = CropMaker.of(faces, plan, size, cutting.pictures());
    RgbImage[] patches = new RgbImage[faces.size()];
    maker.make(cutting.threads(), cutting.progress(), (i, patch) -> patches[i] = patch);
    return new CropStore(faces, maker, (i, scratch) -> patches[i]);
  }

  /** As the longer form, from files and without progress. */
  public static CropStore inMemory(List<Face> faces, CropPlan plan, CropSize size, int threads) {
    return inMemory(faces, plan, size, new Cutting(threads));
  }

  /**
   * Keeps the patches in a memory-mapped file of a folder, {@code crops-KEY.bin}. A file that an
   * earlier process left for the same pictures (by content), maps and size is used again after its
   * checksums are verified; otherwise every picture is decoded. Several processes may share the
   * folder.
   *
   * @param folder a run's cache; created if absent
   * @throws org.wingloss.data.InvalidDataException as {@link #inMemory}; no file is left then
   */
  public static CropStore mapped(
      List<Face> faces, CropPlan plan, CropSize size, Path folder, Cutting cutting) {
    CropMaker maker = CropMaker.of(faces, plan, size, cutting.pictures());
    return new CropStore(
        faces, maker, CropFile.open(folder, maker, cutting.threads(), cutting.progress()));
  }

  /**
   * Where a store may be.
   *
   * @param memory bytes that it may take in memory
   * @param folder receives the file if it takes more
   */
  public record Room(long memory, Path folder) {}

  /** Keeps the patches in memory if they fit, else {@linkplain #mapped in a file}. */
  public static CropStore fitting(
      List<Face> faces, CropPlan plan, CropSize size, Room room, Cutting cutting) {
    return (long) faces.size() * size.patchBytes() <= room.memory()
        ? inMemory(faces, plan, size, cutting)
        : mapped(faces, plan, size, room.folder(), cutting);
  }

  /** The number of faces. */
  public int samples() {
    return storeFromImage.size();
  }

  /** How much is kept per face. */
  public CropSize size() {
    return size;
  }

  /** From picture pixels to patch pixels of face i. */
  public AffineMap storeFromImage(int i) {
    return storeFromImage.get(i);
  }

  /** The landmarks of face i in patch pixels. */
  public Landmarks landmarks(int i) {
    return landmarks.get(i);
  }

  /**
   * The pixels of face i, a square of {@link CropSize#side} pixels.
   *
   * @param scratch a picture of that size which may be filled and returned
   * @return {@code scratch} or a picture shared by all readers, which must not be written to
   */
  public RgbImage patch(int i, RgbImage scratch) {
    return patches.get(i, scratch);
  }
}
