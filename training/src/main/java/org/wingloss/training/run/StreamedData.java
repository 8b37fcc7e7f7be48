package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.batch.PatchDrawer;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.image.Warp;
import org.wingloss.data.io.Sha256;
import org.wingloss.data.line.SettingLine;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.stream.CropGeometry;
import org.wingloss.data.stream.CropStream;
import org.wingloss.data.stream.ShardFolder;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.data.stream.StoredCrop;
import org.wingloss.model.file.TrainedOn;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.inference.NetworkCrop;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.loop.Trainer;
import org.wingloss.training.recipe.BalancingRecipe;
import org.wingloss.training.recipe.BoxProtocolLine;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.StageRecipe;
import org.wingloss.training.recipe.ValidationSplit;

/**
 * The faces of a stream of tar shards, for recipes with {@code data: tar}. Of the training faces at
 * most two windows of tars are in memory; {@code data: tar(window=8)} says how many tars a window
 * has. Validation faces are held as they are from any other data set.
 */
public final class StreamedData implements TrainingSet {
  private static final String KIND = "tar";

  /** As many shapes tell what all have in common. */
  private static final int SHAPES = 4000;

  private final ShardFolder folder;
  private final int window;
  private final List<Face> validation;
  private final List<NetworkCrop> validationCrops;

  private StreamedData(
      ShardFolder folder, int window, List<Face> validation, List<NetworkCrop> validationCrops) {
    this.folder = folder;
    this.window = window;
    this.validation = List.copyOf(validation);
    this.validationCrops = List.copyOf(validationCrops);
  }

  /** Whether a recipe's {@code data} names a stream. */
  public static boolean isStream(Recipe recipe) {
    return recipe.data().equals(KIND) || recipe.data().startsWith(KIND + "(");
  }

  /**
   * Opens the stream that a recipe trains on and reads its validation faces.
   *
   * @param path the folder
   * @throws InvalidRecipeException if the recipe asks for what a stream cannot do, or for other
   *     crops than it has
   * @throws InvalidDataException if the folder holds no stream, or memory cannot hold a window
   */
  public static StreamedData read(Recipe recipe, Path path) {
    ShardFolder folder = ShardFolder.open(path);
    ShardIndex index = folder.index();
    requireStreamable(recipe);
    requireCrops(recipe, index.crop(), path);
    int window = window(recipe, index);
    requireRoom(index, window, path);
    List<Face> faces = new ArrayList<>();
    List<NetworkCrop> crops = new ArrayList<>();
    if (recipe.validation() == ValidationSplit.LIST) {
      requireValidation(index, path);
      folder.forEach(
          index.validation(),
          crop -> {
            faces.add(crop.imageFace());
            crops.add(networkCrop(crop, index.crop().size()));
          });
    }
    return new StreamedData(folder, window, faces, crops);
  }

  private static void requireStreamable(Recipe recipe) {
    if (recipe.second().isPresent()) {
      throw new InvalidRecipeException(
          "data: tar trains one stage: the second needs the first one's predictions on the whole"
              + " pictures, which a stream has not; set stages=1");
    }
    if (!recipe.balance().equals(BalancingRecipe.NONE)) {
      throw new InvalidRecipeException(
          "balance: %s needs the shapes of all faces at once, which data: tar does not read; set balance=none"
              .formatted(recipe.balance().line()));
    }
    if (recipe.validation() == ValidationSplit.EVERY_TENTH) {
      throw new InvalidRecipeException(
          "validation: every-10th divides a list of photographs, which data: tar has not; set"
              + " validation=list for the validation tars, or validation=none");
    }
  }

  private static void requireCrops(Recipe recipe, CropGeometry crop, Path path) {
    StageRecipe stage = recipe.stage();
    CropSize size = crop.size();
    if (!recipe.box().equals(crop.box())) {
      throw new InvalidRecipeException(
          "%s: the crops were cut with box=%s but the recipe says %s"
              .formatted(
                  path, BoxProtocolLine.line(crop.box()), BoxProtocolLine.line(recipe.box())));
    }
    if (stage.network().inputSize() != size.networkSize()) {
      throw new InvalidRecipeException(
          "%s: the crops were cut for an input of %d pixels but the network takes %d"
              .formatted(path, size.networkSize(), stage.network().inputSize()));
    }
    double needed = stage.augmentation().context();
    if (needed > size.context() + 1e-9) {
      throw new InvalidRecipeException(
          NumberText.format(
              "%s: the augmentation looks at %.3f times the input but the crops keep %.3f; pack the faces with this recipe",
              path, needed, size.context()));
    }
  }

  private static int window(Recipe recipe, ShardIndex index) {
    try {
      SettingLine line = SettingLine.parse(recipe.data(), "tar(window=8)");
      int window = line.whole("window", index.usualWindow(), 1, Integer.MAX_VALUE);
      line.end();
      return window;
    } catch (IllegalArgumentException e) {
      throw new InvalidRecipeException("data: " + e.getMessage(), e);
    }
  }

  private static void requireRoom(ShardIndex index, int window, Path path) {
    long room = Runtime.getRuntime().maxMemory() / 2;
    // The window that is drawn from, and the next if there is another.
    long needed = index.windowBytes(window) * (window < index.train().size() ? 2 : 1);
    if (needed > room) {
      int fits = index.windowWithin(room / 2);
      throw InvalidDataException.in(
          path,
          "windows of %d tars take up to %d MiB, but of Java's memory half may go to them, %d MiB;"
                  .formatted(window, needed >> 20, room >> 20)
              + (fits == 0 ? "" : " set data=tar(window=%d), or".formatted(fits))
              + " give Java more with -Xmx");
    }
  }

  private static void requireValidation(ShardIndex index, Path path) {
    if (index.validation().isEmpty()) {
      throw InvalidDataException.in(
          path, "holds no validation tars, which validation: list asks for");
    }
    long tar = index.validation().stream().mapToLong(ShardIndex.Tar::bytes).max().orElseThrow();
    ValidationFaces.requireRoom(
        path.toString(),
        index.validationFaces(),
        List.of(index.crop().size().networkSize()),
        tar,
        0.25);
  }

  private static NetworkCrop networkCrop(StoredCrop crop, CropSize size) {
    int side = size.networkSize();
    float[] pixels = new float[3 * side * side];
    AffineMap networkFromCrop = size.networkFromStore();
    Warp.toFloats(crop.patch(), networkFromCrop, side, pixels, 0);
    return new NetworkCrop(networkFromCrop.after(crop.cropFromImage()), pixels);
  }

  @Override
  public TrainedOn trainedOn() {
    return new TrainedOn(folder.index().source(), true, 0);
  }

  @Override
  public LandmarkScheme scheme() {
    return folder.index().scheme();
  }

  @Override
  public int trainingFaces() {
    return folder.index().trainingFaces();
  }

  @Override
  public List<Face> validation() {
    return validation;
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  /** That of the index, which names every tar by the SHA-256 of its bytes. */
  @Override
  public String sha256() {
    return folder.index().sha256();
  }

  @Override
  public String validationSha256() {
    String tars =
        folder.index().validation().stream()
            .map(ShardIndex.Tar::sha256)
            .collect(Collectors.joining("\n"));
    return Sha256.of(tars).hex();
  }

  @Override
  public StreamedData withLabelled(Path file, boolean followsLinks) {
    throw InvalidDataException.in(
        file,
        "cannot be added to data: tar; pack the pseudo-labelled faces into tars of their own");
  }

  @Override
  public StreamedData withPhotographs(Path folder) {
    throw InvalidDataException.in(folder, "cannot be added to data: tar, which trains one stage");
  }

  @Override
  public List<Landmarks> shapes() {
    return folder.someShapes(SHAPES);
  }

  @Override
  public boolean readsAgain(Recipe recipe) {
    return false;
  }

  /** What its one stage learns from and is measured on. */
  StageFaces stageFaces() {
    return new StreamedFaces(
        this,
        validation.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ValidationFaces(validation, scheme(), validationCrops, Optional.empty())));
  }

  /**
   * Faces that are read from tar shards while they are drawn.
   *
   * @param data the stream
   * @param validation those that are held out, in memory
   */
  record StreamedFaces(StreamedData data, Optional<ValidationFaces> validation)
      implements StageFaces {
    @Override
    public Trainer.Faces open(StageRecipe stage, long seed, Cutting cutting) {
      ShardIndex index = data.folder.index();
      PatchDrawer drawer =
          new PatchDrawer(index.crop().size(), stage.augmentation(), data.scheme());
      return new Trainer.Faces(
          () -> new CropStream(data.folder, data.window, drawer, seed),
          index.networkMeanShape(),
          index::nameOf);
    }

    @Override
    public Second second(Recipe recipe, ForwardPass network, PictureSource pictures) {
      throw new IllegalStateException("a stream was read for a recipe of two stages");
    }
  }
}
