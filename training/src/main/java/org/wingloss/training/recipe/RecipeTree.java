package org.wingloss.training.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.format.StrictJson;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;

/**
 * A recipe as a tree of keys. The top level holds the run's keys and those of the first network;
 * {@code second-stage} holds its own and those of the second network, which takes the first one's
 * values for keys that it leaves out.
 */
final class RecipeTree {
  private static final String SECOND = "second-stage";
  private static final String PREDICTION = "prediction";
  private static final List<String> COMMON = StrictYaml.keys(Common.class);
  private static final List<String> STAGE = StrictYaml.keys(StageRecipe.class);
  private static final List<String> SECOND_OWN = StrictYaml.keys(Second.class);

  /** Keys of older recipes; whoever resumes an old run renames them. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "average", "ema-decay",
          "start", "initial-weights",
          "early-stop", "early-stopping-patience",
          "clip-norm", "gradient-clip-norm");

  private RecipeTree() {}

  /** The keys that concern the run as a whole. */
  private record Common(
      String data,
      ValidationSplit validation,
      BoxProtocol box,
      BalancingRecipe balance,
      long seed,
      int logEvery,
      int validateEvery,
      int checkpointEvery,
      int earlyStoppingPatience,
      int stages) {
    static Common of(Recipe recipe) {
      return new Common(
          recipe.data(),
          recipe.validation(),
          recipe.box(),
          recipe.balance(),
          recipe.seed(),
          recipe.logEvery(),
          recipe.validateEvery(),
          recipe.checkpointEvery(),
          recipe.earlyStoppingPatience(),
          recipe.stages().size());
    }

    Recipe recipe(StageRecipe stage, Optional<SecondStage> second) {
      return new Recipe(
          data,
          validation,
          box,
          balance,
          seed,
          logEvery,
          validateEvery,
          checkpointEvery,
          earlyStoppingPatience,
          stage,
          second);
    }
  }

  /** The keys that a second stage has beside those of its network. */
  private record Second(
      SecondStage.Crops crops,
      Alignment.Kind alignment,
      double margin,
      TwoStagePrediction prediction) {
    static Second of(SecondStage second) {
      return new Second(second.crops(), second.alignment(), second.margin(), second.prediction());
    }

    SecondStage with(StageRecipe stage) {
      return new SecondStage(crops, alignment, margin, prediction, stage);
    }
  }

  private static List<String> joined(List<String> a, List<String> b, List<String> c) {
    return Stream.of(a, b, c).flatMap(List::stream).toList();
  }

  static Recipe recipe(ObjectNode tree) throws JsonProcessingException {
    requireKnown(tree, "", joined(COMMON, STAGE, List.of(SECOND)));
    requireAll(tree, "", joined(COMMON, STAGE, List.of()));
    Common common = bind(tree, COMMON, Common.class);
    StageRecipe stage = bind(tree, STAGE, StageRecipe.class);
    if (common.stages() != 1 && common.stages() != 2) {
      throw new IllegalArgumentException("stages must be 1 or 2 but was " + common.stages());
    }
    if (tree.has(SECOND) != (common.stages() == 2)) {
      throw new IllegalArgumentException(
          common.stages() == 2
              ? "stages is 2 but '" + SECOND + "' is missing"
              : "stages is 1 but there is a '" + SECOND + "'");
    }
    return common.recipe(
        stage, common.stages() == 2 ? Optional.of(secondStage(tree)) : Optional.empty());
  }

  private static SecondStage secondStage(ObjectNode tree) {
    ObjectNode second = second(tree).deepCopy();
    if (!second.has(PREDICTION)) { // recipes that were saved before there was the key
      second.put(PREDICTION, TwoStagePrediction.SECOND_STAGE.label());
    }
    requireKnown(second, SECOND + ".", joined(SECOND_OWN, STAGE, List.of()));
    requireAll(second, SECOND + ".", SECOND_OWN);
    ObjectNode merged = tree.deepCopy();
    merged.setAll(second);
    try {
      Second own = bind(merged, SECOND_OWN, Second.class);
      StageRecipe stage = bind(merged, STAGE, StageRecipe.class);
      return own.with(stage);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("in " + SECOND + ": " + StrictJson.explain(e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("in " + SECOND + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode second(ObjectNode tree) {
    if (tree.get(SECOND) instanceof ObjectNode second) {
      return second;
    }
    throw new IllegalArgumentException(
        "%s must hold keys and values but was %s".formatted(SECOND, tree.get(SECOND)));
  }

  private static <T> T bind(ObjectNode tree, List<String> keys, Class<T> type)
      throws JsonProcessingException {
    return StrictYaml.bind(tree.deepCopy().retain(keys), type);
  }

  private static void requireKnown(ObjectNode tree, String path, List<String> known) {
    List<String> renamed =
        tree.properties().stream()
            .map(Map.Entry::getKey)
            .filter(RENAMED::containsKey)
            .map(key -> "'%s%s' to '%s%s'".formatted(path, key, path, RENAMED.get(key)))
            .toList();
    if (!renamed.isEmpty()) {
      throw new IllegalArgumentException(
          "keys have other names now: rename " + String.join(", ", renamed));
    }
    TreeSet<String> all = new TreeSet<>(known);
    for (Iterator<String> names = tree.fieldNames(); names.hasNext(); ) {
      String key = names.next();
      if (!all.contains(key)) {
        throw new IllegalArgumentException(
            "there is no key '%s%s'; known: %s".formatted(path, key, String.join(", ", all)));
      }
    }
  }

  private static void requireAll(ObjectNode tree, String path, List<String> needed) {
    for (String key : needed) {
      if (!tree.has(key)) {
        throw new IllegalArgumentException("the key '%s%s' is missing".formatted(path, key));
      }
    }
  }

  /** Changes a key; {@code second-stage.KEY} reaches into the second stage. */
  static void set(ObjectNode tree, String key, JsonNode value) {
    boolean inSecond = key.startsWith(SECOND + ".");
    if (inSecond && !tree.has(SECOND)) {
      throw new IllegalArgumentException("the recipe has no second stage");
    }
    ObjectNode place = inSecond ? second(tree) : tree;
    String name = inSecond ? key.substring(SECOND.length() + 1) : key;
    if (inSecond) {
      requireKnown(
          place.objectNode().set(name, value), SECOND + ".", joined(SECOND_OWN, STAGE, List.of()));
    } else {
      requireKnown(place.objectNode().set(name, value), "", joined(COMMON, STAGE, List.of()));
    }
    place.set(name, value);
    if (key.equals("stages") && value.asInt() == 1) {
      tree.remove(SECOND);
    }
  }

  static ObjectNode of(Recipe recipe) {
    ObjectNode tree = StrictYaml.tree(Common.of(recipe));
    tree.setAll(StrictYaml.tree(recipe.stage()));
    recipe
        .second()
        .ifPresent(
            second -> {
              ObjectNode node = StrictYaml.tree(Second.of(second));
              node.setAll(StrictYaml.tree(second.stage()));
              tree.set(SECOND, node);
            });
    return tree;
  }

  static List<String> differences(String path, ObjectNode before, ObjectNode after) {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : after.properties()) {
      JsonNode was = before.get(entry.getKey());
      JsonNode is = entry.getValue();
      if (was instanceof ObjectNode old && is instanceof ObjectNode fresh) {
        differences.addAll(differences(path + entry.getKey() + ".", old, fresh));
      } else if (!is.equals(was)) {
        differences.add("%s%s: %s became %s".formatted(path, entry.getKey(), was, is));
      }
    }
    before
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!after.has(key)) {
                differences.add("%s%s is gone".formatted(path, key));
              }
            });
    return differences;
  }
}
