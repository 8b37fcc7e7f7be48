package org.wingloss.training.recipe;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wingloss.data.format.StrictJson;

/**
 * The bundled recipes: {@code recipes.yaml} says for every name which complete recipe is its base,
 * which words change it and which number was published. It works on the text of the base, so that
 * the comments with their trust tags stay.
 */
public final class RecipeTable {
  private static final String SECOND = "second-stage";
  private static final Pattern LINE = Pattern.compile("([a-z0-9.-]+): *(.*?) *(?:#.*)?");
  private static final Table TABLE = load();

  private record Row(
      String base, String data, String network, String loss, String balance, String published) {}

  private record Table(
      Map<String, String> changes,
      Map<String, String> measures,
      Map<String, Row> recipes,
      Map<String, String> notes) {}

  private RecipeTable() {}

  private static Table load() {
    try (InputStream in = open("recipes.yaml")) {
      return StrictJson.strict(new YAMLFactory()).readValue(in, Table.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All recipes in the order of the table. */
  public static List<NamedRecipe> all() {
    return TABLE.recipes().keySet().stream().map(name -> find(name).orElseThrow()).toList();
  }

  /**
   * By the word for a data set: in what its published numbers are measured and where they stand.
   */
  public static Map<String, String> measures() {
    return Collections.unmodifiableMap(TABLE.measures());
  }

  /** The recipe of that name, if there is one. */
  public static Optional<NamedRecipe> find(String name) {
    return Optional.ofNullable(TABLE.recipes().get(name))
        .map(
            row ->
                new NamedRecipe(
                    name,
                    row.base(),
                    row.data(),
                    row.network(),
                    row.loss(),
                    row.balance(),
                    Optional.of(row.published()).filter(nme -> !nme.equals("none")),
                    TABLE.measures().get(row.data()),
                    Optional.ofNullable(TABLE.notes().get(name))));
  }

  /**
   * What a word changes, {@code key=value} each.
   *
   * @throws IllegalArgumentException if the table does not know the word
   */
  public static List<String> changes(String base, String word) {
    return lines(base, word).stream()
        .map(RecipeTable::parts)
        .map(line -> line.group(1) + "=" + line.group(2))
        .toList();
  }

  private static List<String> lines(String base, String word) {
    if (!TABLE.changes().containsKey(word)) {
      throw new IllegalArgumentException("the table of recipes has no word '" + word + "'");
    }
    return Stream.of(word, base + "/" + word)
        .flatMap(key -> TABLE.changes().getOrDefault(key, "").lines())
        .toList();
  }

  /** The text of the base after all changes. */
  static String resolved(NamedRecipe recipe) {
    List<String> text = new ArrayList<>(base(recipe.base()));
    for (String word : recipe.words()) {
      for (String line : lines(recipe.base(), word)) {
        change(text, line, recipe);
      }
    }
    return String.join("\n", text) + "\n";
  }

  private static List<String> base(String name) {
    try (InputStream in = open("base/" + name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = RecipeTable.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException("the resource " + resource + " is missing");
    }
    return in;
  }

  private static void change(List<String> text, String line, NamedRecipe recipe) {
    boolean inSecond = line.startsWith(SECOND + ".");
    int second = text.indexOf(SECOND + ":");
    if (inSecond && second < 0) {
      return;
    }
    String changed = inSecond ? "  " + line.substring(SECOND.length() + 1) : line;
    String key = changed.substring(0, changed.indexOf(':') + 1);
    int at = 0;
    while (at < text.size() && !text.get(at).startsWith(key)) {
      at++;
    }
    if (at == text.size()) {
      throw new IllegalStateException(
          "%s: the base %s has no line for '%s'".formatted(recipe.name(), recipe.base(), line));
    }
    text.set(at, changed);
    if (key.equals("stages:") && second >= 0) {
      text.subList(second, text.size()).clear();
    }
  }

  private static Matcher parts(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalStateException("not a line of a recipe: " + line);
    }
    return parts;
  }
}
