package org.wingloss.training.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A recipe as a tree of keys. The top level holds the run's keys and those of the first network;
 * {@code second-stage} holds its own and those of the second network, which takes the first one's
 * values for keys that it leaves out.
 */
final class RecipeTree {
  private static final String SECOND = "second-stage";
  private static final List<String> COMMON = keys(RecipeText.Common.class);
  private static final List<String> STAGE = keys(RecipeText.Stage.class);
  private static final List<String> SECOND_OWN = keys(RecipeText.Second.class);

  /** Keys of older recipes; whoever resumes an old run renames them. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "average", "ema-decay",
          "start", "initial-weights",
          "early-stop", "early-stopping-patience",
          "clip-norm", "gradient-clip-norm");

  private RecipeTree() {}

  private static List<String> keys(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(RecordComponent::getName)
        .map(KebabCaseStrategy.INSTANCE::translate)
        .toList();
  }

  private static List<String> joined(List<String> a, List<String> b, List<String> c) {
    return Stream.of(a, b, c).flatMap(List::stream).toList();
  }

  static Recipe recipe(ObjectNode tree, ObjectMapper mapper) throws JsonProcessingException {
    requireKnown(tree, "", joined(COMMON, STAGE, List.of(SECOND)));
    requireAll(tree, "", joined(COMMON, STAGE, List.of()));
    RecipeText.Common common = bind(tree, COMMON, RecipeText.Common.class, mapper);
    StageRecipe stage = bind(tree, STAGE, RecipeText.Stage.class, mapper).recipe();
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
        stage, common.stages() == 2 ? Optional.of(secondStage(tree, mapper)) : Optional.empty());
  }

  private static SecondStage secondStage(ObjectNode tree, ObjectMapper mapper)
      throws JsonProcessingException {
    ObjectNode second = second(tree);
    requireKnown(second, SECOND + ".", joined(SECOND_OWN, STAGE, List.of()));
    requireAll(second, SECOND + ".", SECOND_OWN);
    ObjectNode merged = tree.deepCopy();
    merged.setAll(second);
    try {
      RecipeText.Second own = bind(merged, SECOND_OWN, RecipeText.Second.class, mapper);
      return own.recipe(bind(merged, STAGE, RecipeText.Stage.class, mapper).recipe());
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

  private static <T> T bind(ObjectNode tree, List<String> keys, Class<T> type, ObjectMapper mapper)
      throws JsonProcessingException {
    return mapper.treeToValue(tree.deepCopy().retain(keys), type);
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

  /** Applies {@code key=value}; {@code second-stage.key=value} reaches into the second stage. */
  static void set(ObjectNode tree, String override, ObjectMapper mapper)
      throws JsonProcessingException {
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("expected key=value");
    }
    String key = override.substring(0, equals).strip();
    JsonNode value = mapper.readTree(override.substring(equals + 1));
    if (value.isMissingNode() || value.isNull()) {
      throw new IllegalArgumentException("expected a value after the '='");
    }
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

  static ObjectNode of(Recipe recipe, ObjectMapper mapper) {
    ObjectNode tree = mapper.valueToTree(RecipeText.Common.of(recipe));
    tree.setAll(mapper.<ObjectNode>valueToTree(RecipeText.Stage.of(recipe.stage())));
    recipe
        .second()
        .ifPresent(
            second -> {
              ObjectNode node = mapper.valueToTree(RecipeText.Second.of(second));
              node.setAll(mapper.<ObjectNode>valueToTree(RecipeText.Stage.of(second.stage())));
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
