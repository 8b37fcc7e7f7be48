package org.wingloss.training.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.Spelling;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.FileName;
import org.wingloss.data.line.SettingLine;
import org.wingloss.training.InvalidRecipeException;

/**
 * A recipe and the values that some of its keys take in turn.
 *
 * <pre>
 * recipe: 300w-cnn6-wing
 * set: [steps=2000]
 * grid:
 *   loss: [l1, wing(w=10,epsilon=2)]
 *   seed: [1, 2, 3]
 * </pre>
 *
 * @param recipe a file or the name of a bundled recipe
 * @param set changes that all cells share, {@code key=value}
 * @param grid key → values; every combination is a cell
 */
public record SweepGrid(String recipe, List<String> set, Map<String, List<JsonNode>> grid) {
  /** The grids that travel with the program. */
  public static final List<String> BUNDLED = List.of("300w-losses", "aflw-table2");

  private static final ObjectMapper YAML = StrictJson.strict(new YAMLFactory());
  private static final int MOST_CELLS = 10_000;

  /** Copies, and checks that there is something to do. */
  public SweepGrid {
    set = List.copyOf(SettingLine.together(set));
    Map<String, List<JsonNode>> together = new LinkedHashMap<>();
    grid.forEach((key, values) -> together.put(key, together(values)));
    grid = Collections.unmodifiableMap(together);
    if (grid.isEmpty() || grid.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("grid must name keys with at least one value each");
    }
    long cells = 1;
    for (List<JsonNode> values : grid.values()) {
      cells *= values.size();
      if (cells > MOST_CELLS) {
        throw new IllegalArgumentException("grid has more than " + MOST_CELLS + " cells");
      }
    }
  }

  private static List<JsonNode> together(List<JsonNode> values) {
    return values.stream().allMatch(JsonNode::isTextual)
        ? SettingLine.together(values.stream().map(JsonNode::textValue).toList()).stream()
            .<JsonNode>map(TextNode::valueOf)
            .toList()
        : List.copyOf(values);
  }

  /**
   * Reads a grid, bundled or from a file, and every recipe that it makes.
   *
   * @throws InvalidRecipeException if a cell could not be trained
   */
  public static SweepGrid read(String fileOrName) {
    try (InputStream in = open(fileOrName)) {
      SweepGrid grid = StrictJson.read(YAML, in, SweepGrid.class);
      grid.cells().forEach(SweepCell::read);
      return grid;
    } catch (JsonProcessingException e) {
      throw new InvalidRecipeException(fileOrName + ": " + StrictJson.explain(e), e);
    } catch (IOException e) {
      throw new InvalidRecipeException(
          FileFailure.unreadable(Path.of(fileOrName), e).getMessage(), e);
    }
  }

  /**
   * The text of a grid, bundled or from a file.
   *
   * @throws InvalidRecipeException if it cannot be read
   */
  public static String text(String fileOrName) {
    try (InputStream in = open(fileOrName)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidRecipeException(
          FileFailure.unreadable(Path.of(fileOrName), e).getMessage(), e);
    }
  }

  private static InputStream open(String fileOrName) throws IOException {
    if (fileOrName.matches("[a-z0-9-]+")) {
      InputStream bundled = SweepGrid.class.getResourceAsStream(fileOrName + ".yaml");
      if (bundled != null) {
        return bundled;
      }
    }
    Path file = Path.of(fileOrName);
    if (!Files.isRegularFile(file)) {
      String meant = Spelling.hint(fileOrName, BUNDLED);
      throw new InvalidRecipeException(
          "there is no grid '%s'%s"
              .formatted(
                  fileOrName,
                  meant.isEmpty()
                      ? ": neither a file nor one of " + String.join(", ", BUNDLED)
                      : meant));
    }
    return TextFile.open(file);
  }

  /**
   * Every combination, the last key changing fastest. Its values are its name, but of one that is
   * too long for a file the beginning and a hash.
   */
  public List<SweepCell> cells() {
    List<List<String>> combinations = List.of(List.of());
    for (Map.Entry<String, List<JsonNode>> entry : grid.entrySet()) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> combination : combinations) {
        for (JsonNode value : entry.getValue()) {
          List<String> next = new ArrayList<>(combination);
          next.add(entry.getKey() + "=" + (value.isTextual() ? value.textValue() : value));
          longer.add(next);
        }
      }
      combinations = longer;
    }
    Set<String> names = new HashSet<>();
    List<SweepCell> cells = new ArrayList<>();
    for (List<String> combination : combinations) {
      String name = String.join(",", combination).replaceAll("[^A-Za-z0-9.,=()-]+", "_");
      if (!names.add(name)) {
        throw new InvalidRecipeException("the grid holds the cell " + name + " twice");
      }
      List<String> overrides = new ArrayList<>(set);
      overrides.addAll(combination);
      cells.add(new SweepCell(FileName.fitting(name, Sweep.LOG), recipe, overrides));
    }
    return cells;
  }
}
