package org.wingloss.cli.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.TrainingFacesOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.ShellWords;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.Plural;
import org.wingloss.data.batch.EpochPermutation;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.data.stream.CropSample;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.StreamWriter;
import org.wingloss.training.recipe.BalancingRecipe;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.run.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pack}: the faces of a data set as tar shards of crops, to train on as a stream. */
@Command(
    name = "pack",
    header = "tar shards for training beyond memory",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Cuts the faces of a data set into tar shards, as WebDataset reads them. train reads them as a"
          + " stream (data=tar), so that a data set may be larger than memory."
    },
    footer = {
      "",
      "The faces are those that train would train on, in an order at random by the recipe's seed;"
          + " those that the recipe's validation holds out become validation tars.",
      "",
      "Example:",
      "  wingloss pack --recipe 300w-cnn6-wing --data 300w --out shards",
      "  wingloss pack --dataset wflw --data wflw --png --out shards"
    })
public final class PackVerb implements Callable<Integer> {
  private static final int STEP = 1000;

  @Mixin private CropOptions crops;

  @Option(
      names = "--dataset",
      paramLabel = "KIND",
      description = "The layout, where it is not the recipe's.")
  private String kind;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Pack all faces of this split to train on, none to validate on.")
  private String split;

  @Mixin private TrainingFacesOptions data;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "A new folder.")
  private Path out;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Arguments.requireNew(out);
    if (kind != null && crops.changes("data")) {
      throw new UsageException("--dataset and --set data both name the layout: give one");
    }
    Recipe recipe =
        crops.recipe(kind == null ? List.of() : List.of("data='" + kind.replace("'", "''") + "'"));
    TrainingData faces = split == null ? data.read(recipe) : data.read(recipe, split);
    faces.remarks().forEach(remark -> output.warn("warning: " + remark));
    FlawedPictures pictures = new FlawedPictures();
    StreamWriter writer = crops.writer(recipe, faces.source(), faces.scheme());
    int count = faces.faces().size() + faces.validation().size();
    ShardIndex index =
        writer.write(
            out,
            parts(shuffled(faces.faces(), recipe.seed()), faces.validation(), writer, pictures),
            done -> {
              if (done % STEP == 0) {
                output.say("%d of %d faces packed".formatted(done, count));
              }
            });
    pictures.remark().ifPresent(output::say);
    output.printValue(document(index), () -> text(index, recipe));
    return ExitCode.OK;
  }

  /** Data sets are sorted by where their pictures come from, and a window shall hold all kinds. */
  private static List<Face> shuffled(List<Face> faces, long seed) {
    int[] order = IntStream.range(0, faces.size()).toArray();
    EpochPermutation.shuffle(order, seed);
    return IntStream.of(order).mapToObj(faces::get).toList();
  }

  private List<StreamWriter.Part> parts(
      List<Face> training, List<Face> validation, StreamWriter writer, FlawedPictures pictures) {
    return List.of(
        part(ShardName.Split.TRAIN, training, writer, pictures),
        part(ShardName.Split.VALIDATION, validation, writer, pictures));
  }

  private StreamWriter.Part part(
      ShardName.Split split, List<Face> faces, StreamWriter writer, FlawedPictures pictures) {
    return new StreamWriter.Part(
        split,
        faces.size(),
        i -> {
          Face face = faces.get(i);
          return CropSample.cut(face, pictures.read(face.image()), writer.crop(), crops.encoding());
        });
  }

  private Map<String, Object> document(ShardIndex index) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("out", out.toString());
    document.put("source", index.source());
    document.put("scheme", index.scheme().name());
    document.put("training-faces", index.trainingFaces());
    document.put("training-tars", index.train().size());
    document.put("validation-faces", index.validationFaces());
    document.put("validation-tars", index.validation().size());
    document.put("bytes", bytes(index));
    return document;
  }

  private String text(ShardIndex index, Recipe recipe) {
    String held =
        index.validationFaces() == 0
            ? ""
            : ", "
                + counted(index.validationFaces(), index.validation().size())
                + " to validate on";
    return "%s: %s%s, %.1f MB%ntrain on them: %s"
        .formatted(
            out,
            counted(index.trainingFaces(), index.train().size()),
            held,
            bytes(index) / 1e6,
            ShellWords.line(command(index, recipe)));
  }

  private static String counted(int faces, int tars) {
    return Plural.of(faces, "%d [face|faces]").formatted(faces)
        + Plural.of(tars, " in %d [tar|tars]").formatted(tars);
  }

  private static long bytes(ShardIndex index) {
    return index.train().stream().mapToLong(ShardIndex.Tar::bytes).sum()
        + index.validation().stream().mapToLong(ShardIndex.Tar::bytes).sum();
  }

  /** What trains with this recipe on what was packed. */
  private List<String> command(ShardIndex index, Recipe recipe) {
    List<String> words = new ArrayList<>(List.of("wingloss", "train", "--recipe", crops.name()));
    List<String> changes = new ArrayList<>(crops.overrides());
    changes.add("data=tar");
    changes.add("validation=" + (index.validationFaces() == 0 ? "none" : "list"));
    if (!recipe.balance().equals(BalancingRecipe.NONE)) {
      changes.add("balance=none");
    }
    if (recipe.second().isPresent()) {
      changes.add("stages=1");
    }
    changes.forEach(change -> words.addAll(List.of("--set", change)));
    words.addAll(List.of("--data", out.toString(), "--out", "RUN"));
    return words;
  }
}
