package org.wingloss.data.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.wingloss.data.augmentation.Augmentation;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.SampleDrawer;
import org.wingloss.data.batch.Seeds;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;

/**
 * Draws scenes: a background without a face, none to several faces of all sizes, things that look
 * like faces and are none, and things before them. The targets of a scene are the boxes of its
 * faces, two "landmarks" each: the upper left and the lower right corner; places beyond the last
 * face are absent.
 */
public final class DetectionScenes implements SampleDrawer {
  /** The most faces of a scene. */
  public static final int MOST_FACES = 8;

  /** A face of which less than this share is in the scene is not laid there on purpose. */
  private static final double LEAST_INSIDE = 0.6;

  private final List<FacePicture> synthetic;
  private final List<FacePicture> photographs;
  private final Settings settings;
  private final double share;
  private final List<RgbImage> backgrounds;
  private final int side;
  private final Overlay overlay = new Overlay();

  /**
   * What scenes are like.
   *
   * @param side of a scene, pixels
   * @param backgrounds how many different ones are drawn; a scene shows a piece of one
   * @param photographs the share of faces that are photographs, where there are any, 0 to 1
   * @param augmentations change the pixels of whole scenes; none of them moves
   */
  public record Settings(
      int side, int backgrounds, double photographs, Augmentations augmentations) {
    /** Checks the numbers and the augmentations. */
    public Settings {
      within("scene", 8, 1024, side);
      within("backgrounds", 1, 100_000, backgrounds);
      if (!(photographs >= 0 && photographs <= 1)) {
        throw new IllegalArgumentException("photographs must be 0 to 1 but was " + photographs);
      }
      for (Augmentation augmentation : augmentations.list()) {
        if (augmentation.moves()) {
          throw new IllegalArgumentException(
              "augmentation: %s moves faces, which scenes place themselves"
                  .formatted(augmentation.line()));
        }
      }
    }

    private static void within(String name, int least, int most, int value) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            "%s must be %d to %d but was %d".formatted(name, least, most, value));
      }
    }
  }

  /**
   * Prepares.
   *
   * @param seed of the backgrounds
   */
  public DetectionScenes(FaceMaterial material, Settings settings, long seed) {
    this.synthetic = material.synthetic();
    this.photographs = material.photographs();
    this.settings = settings;
    this.share = photographs.isEmpty() ? 0 : settings.photographs();
    this.side = settings.side();
    List<FacePicture> palette = photographs.isEmpty() ? synthetic : photographs;
    this.backgrounds =
        IntStream.range(0, settings.backgrounds())
            .parallel()
            .mapToObj(i -> DeadLeaves.draw(Seeds.random(seed, i), palette))
            .toList();
  }

  @Override
  public int samples() {
    return synthetic.size();
  }

  @Override
  public int inputSize() {
    return side;
  }

  @Override
  public int landmarks() {
    return 2 * MOST_FACES;
  }

  @Override
  public void draw(int sample, RandomGenerator random, Batch.Slot slot) {
    RgbImage scene = background(random);
    List<Box> faces = new ArrayList<>();
    double kind = random.nextDouble();
    int wanted = kind < 0.15 ? 0 : kind < 0.6 ? 1 : random.nextInt(2, 6);
    int decoys = random.nextDouble() < 0.4 ? random.nextInt(1, 4) : 0;
    for (int i = 0; i < decoys; i++) {
      decoy(scene, random);
    }
    for (int i = 0; i < wanted; i++) {
      face(scene, picture(sample, i, random), i == 0, faces, random);
    }
    Tone.random(random).apply(scene);
    frame(scene, faces, random);
    float[] pixels = scene.values();
    settings.augmentations().apply(pixels, side, random, new float[pixels.length]);
    slot.pixels(pixels);
    for (int i = 0; i < MOST_FACES; i++) {
      boolean present = i < faces.size();
      Box box = present ? faces.get(i) : null;
      slot.landmark(2 * i, present, present ? box.left() : 0, present ? box.top() : 0);
      slot.landmark(2 * i + 1, present, present ? box.right() : 0, present ? box.bottom() : 0);
    }
  }

  private FacePicture picture(int sample, int i, RandomGenerator random) {
    if (random.nextDouble() < share) {
      return photographs.get(random.nextInt(photographs.size()));
    }
    return synthetic.get(i == 0 ? sample : random.nextInt(synthetic.size()));
  }

  private RgbImage background(RandomGenerator random) {
    RgbImage scene;
    if (random.nextDouble() < 0.1) {
      scene = new RgbImage(side, side);
      byte level = (byte) random.nextInt(256);
      Arrays.fill(scene.rgb(), level);
      return scene;
    }
    return leaves(random, side);
  }

  /** A piece of a background. */
  private RgbImage leaves(RandomGenerator random, int size) {
    RgbImage from = backgrounds.get(random.nextInt(backgrounds.size()));
    double scale = Math.exp(random.nextDouble(Math.log(0.4), Math.log(2.5)));
    double half = DeadLeaves.SIDE / 2.0;
    AffineMap map =
        AffineMap.translation(
                size / 2.0 + random.nextDouble(-0.5, 0.5) * scale * half,
                size / 2.0 + random.nextDouble(-0.5, 0.5) * scale * half)
            .after(AffineMap.scaling(random.nextBoolean() ? scale : -scale, scale))
            .after(AffineMap.rotation(random.nextDouble(0, 2 * Math.PI), 0, 0))
            .after(AffineMap.translation(-half, -half));
    return Warp.crop(from, map, size, size);
  }

  /** Lays a face into the scene where it covers no other. */
  private void face(
      RgbImage scene, FacePicture picture, boolean first, List<Box> faces, RandomGenerator random) {
    double size = size(random, first);
    AffineMap map = map(picture, size, random);
    Box box = picture.box(map);
    double kind = random.nextDouble();
    Overlay.Shape shape =
        first && kind < 0.5
            ? Overlay.Shape.PICTURE
            : kind < 0.8 ? Overlay.Shape.PERSON : Overlay.Shape.HEAD;
    // What the picture brings along may not hide a face that is already there.
    Box reach = shape == Overlay.Shape.PICTURE ? box.scaled(4) : box.scaled(1.8);
    if (faces.stream().anyMatch(other -> covered(other, reach) > 0.1 || covered(other, box) > 0)) {
      return;
    }
    overlay.lay(scene, picture, map, shape, random);
    if (random.nextDouble() < 0.2) {
      occlude(scene, box, random);
    }
    faces.add(box);
  }

  /** The size of a face, pixels: mostly what the network is to find, but all others too. */
  private double size(RandomGenerator random, boolean first) {
    double kind = random.nextDouble();
    double least = kind < 0.72 || !first ? 15 : kind < 0.8 ? 8 : 60;
    double most = kind < 0.72 ? 64 : kind < 0.8 ? 18 : kind < 0.9 ? 130 : 420;
    return Math.exp(random.nextDouble(Math.log(least), Math.log(Math.max(most, least + 1))));
  }

  private AffineMap map(FacePicture picture, double size, RandomGenerator random) {
    Box box = picture.box();
    double scale = size / Math.sqrt(box.width() * box.height());
    double stretch = Math.exp(random.nextGaussian() * 0.05);
    double wide = scale * stretch * (random.nextBoolean() ? -1 : 1);
    double roll =
        random.nextDouble() < 0.15 ? random.nextDouble(-50, 50) : random.nextGaussian() * 8;
    double reach = size / 2 * (1 - LEAST_INSIDE);
    // A face that is larger than the scene may lie anywhere about it.
    double low = Math.min(side / 2.0 - size / 2, size / 2 - reach);
    double high = side - low;
    return AffineMap.translation(random.nextDouble(low, high), random.nextDouble(low, high))
        .after(AffineMap.rotation(Math.toRadians(roll), 0, 0))
        .after(AffineMap.scaling(wide, scale / stretch))
        .after(AffineMap.translation(-box.centreX(), -box.centreY()));
  }

  /** The share of a box that another covers. */
  private static double covered(Box box, Box by) {
    return box.common(by) / box.area();
  }

  /** Something with the colours and edges of a face that is none. */
  private void decoy(RgbImage scene, RandomGenerator random) {
    FacePicture picture = picture(random.nextInt(synthetic.size()), 0, random);
    double size = Math.exp(random.nextDouble(Math.log(14), Math.log(90)));
    AffineMap map = map(picture, size, random);
    Box box = picture.box(map);
    switch (random.nextInt(4)) {
      case 0 -> overlay.scrambled(scene, picture, box, random);
      case 1 -> overlay.part(scene, picture, box, random);
      case 2 -> {
        // A head whose face is covered.
        overlay.lay(scene, picture, map, Overlay.Shape.PERSON, random);
        overlay.blob(scene, leaves(random, side), box.scaled(1.15), random);
      }
      default -> overlay.patterned(scene, box, random);
    }
  }

  /** Something before a part of a face. */
  private void occlude(RgbImage scene, Box face, RandomGenerator random) {
    double size = random.nextDouble(0.15, 0.55);
    double angle = random.nextDouble(0, 2 * Math.PI);
    double away = random.nextDouble(0.3, 0.6);
    Box before =
        face.scaled(size)
            .moved(Math.cos(angle) * away * face.width(), Math.sin(angle) * away * face.height());
    overlay.blob(scene, leaves(random, side), before, random);
  }

  /** Sometimes the picture ends inside the scene, as the coarse scales of a picture do. */
  private void frame(RgbImage scene, List<Box> faces, RandomGenerator random) {
    if (random.nextDouble() >= 0.25) {
      return;
    }
    int width = random.nextInt(side / 4, side + 1);
    int height = random.nextInt(side / 4, side + 1);
    if (faces.stream().anyMatch(box -> covered(box, new Box(-0.5, -0.5, width, height)) < 0.9)) {
      return;
    }
    for (int y = 0; y < side; y++) {
      int from = y < height ? width : 0;
      Arrays.fill(scene.rgb(), 3 * (y * side + from), 3 * (y + 1) * side, (byte) 0);
    }
  }
}
