package org.wingloss.cli.dataset;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OverrideOption;
import org.wingloss.data.io.Sha256;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.CropGeometry;
import org.wingloss.data.stream.StreamWriter;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --recipe}, {@code --faces-per-tar} and {@code --png}: how faces are packed into tars. */
public final class CropOptions {
  private static final int USUAL = 2000;
  private static final int MOST = 1_000_000;

  @Option(
      names = {"-r", "--recipe"},
      paramLabel = "FILE-or-name",
      description =
          "The recipe for which tars are packed: its box, the input size of its network and what its"
              + " augmentation looks at decide the crops (default: 300w-cnn6-wing).")
  private String recipe;

  @Mixin private OverrideOption overrides;

  @Option(
      names = "--faces-per-tar",
      paramLabel = "N",
      description = "How many faces a tar holds (default: 2000).")
  private Integer facesPerTar;

  @Option(
      names = "--png",
      description = "Store the crops losslessly; without, as JPEG of quality 95.")
  private boolean png;

  /** Whether one of the options was given. */
  public boolean given() {
    return png || givenForTars();
  }

  /** Whether one was given that only tars have; pictures in other places can be PNG, too. */
  public boolean givenForTars() {
    return recipe != null || !overrides.list().isEmpty() || facesPerTar != null;
  }

  /**
   * The recipe.
   *
   * @param more changes before those of the command line, {@code key=value} each
   */
  public Recipe recipe(List<String> more) {
    facesPerTar(); // What cannot be written is refused before faces are read.
    List<String> all = new ArrayList<>(more);
    all.addAll(overrides.list());
    return RecipeFile.read(name(), all);
  }

  private int facesPerTar() {
    return facesPerTar == null ? USUAL : Arguments.within(1, MOST, "--faces-per-tar", facesPerTar);
  }

  /** Tells the recipe apart, wherever its file lies. */
  public String content() {
    return "SHA-256 " + Sha256.of(RecipeFile.write(recipe(List.of()))).hex();
  }

  /** The recipe as typed. */
  String name() {
    return recipe == null ? "300w-cnn6-wing" : recipe;
  }

  /** The changes as typed. */
  List<String> overrides() {
    return overrides.list();
  }

  /** Whether a key is among them. */
  boolean changes(String key) {
    return overrides.keys().contains(key);
  }

  /** How crops are stored. */
  public CropEncoding encoding() {
    return png ? CropEncoding.PNG : CropEncoding.JPEG;
  }

  /** Writes crops for a recipe. */
  public StreamWriter writer(Recipe wanted, String source, LandmarkScheme scheme) {
    CropGeometry geometry = new CropGeometry(wanted.box(), wanted.stage().cropSize());
    return new StreamWriter(source, scheme, geometry, facesPerTar());
  }
}
