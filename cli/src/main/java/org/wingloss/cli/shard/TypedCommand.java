package org.wingloss.cli.shard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.data.io.FileName;
import org.wingloss.data.io.Sha256;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command as it was typed, told apart into what decides its result and what does not. Every
 * option decides that is not named here, so that a new one cannot be forgotten.
 */
public final class TypedCommand {
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "--shard",
          "--out",
          "--threads",
          "--loaders",
          "--jobs",
          "--quiet",
          "--verbose",
          "--json",
          "--help",
          "--version");

  private TypedCommand() {}

  /**
   * The work of a parsed command.
   *
   * @param verb its verb
   * @param content option → what stands for its value where that is a place and not the content: a
   *     model's hash. Files and folders that are not among these stand for themselves, a file by
   *     its hash, a folder by its name. Other keys are added
   * @param names of the work's items
   */
  public static ShardedWork work(
      CommandSpec verb, Map<String, String> content, List<String> names) {
    ParseResult typed = verb.commandLine().getParseResult();
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionSpec option : verb.options()) {
      // An option of a group that was not typed has no object that could hold a value.
      if (decides(option) && (option.group() == null || typed.hasMatchedOption(option))) {
        Object typedValue = option.getValue();
        String value = text(typedValue);
        if (!value.isEmpty()) {
          options.put(option.longestName(), value);
        }
      }
    }
    for (PositionalParamSpec place : typed.matchedPositionals()) {
      if (!holdsPaths(place)) {
        Object typedValue = place.getValue();
        options.put(place.paramLabel(), text(typedValue));
      }
    }
    options.putAll(content);
    return new ShardedWork(verb.name(), arguments(typed), options, names);
  }

  private static boolean decides(OptionSpec option) {
    return Stream.of(option.names()).noneMatch(WITHOUT_EFFECT::contains);
  }

  private static boolean holdsPaths(ArgSpec argument) {
    return argument.getValue() instanceof Collection<?> all
        && all.stream().allMatch(Path.class::isInstance);
  }

  /** Empty for what is the same as not being typed. */
  private static String text(Object value) {
    if (value == null || Boolean.FALSE.equals(value)) {
      return "";
    }
    if (value instanceof Collection<?> all) {
      return all.stream().map(TypedCommand::text).collect(Collectors.joining(", "));
    }
    return value instanceof Path path ? content(path) : value.toString();
  }

  /** A file is its content wherever it lies; a folder its name. */
  public static String content(Path path) {
    return Files.isRegularFile(path) ? "SHA-256 " + Sha256.of(path).hex() : FileName.last(path);
  }

  /** The words that give the same result; values keep the form in which they were typed. */
  private static List<String> arguments(ParseResult typed) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : typed.matchedOptionsSet()) {
      if (!decides(option)) {
        continue;
      }
      if (option.arity().max() == 0) {
        words.add(option.longestName());
      } else {
        option
            .originalStringValues()
            .forEach(value -> words.add(option.longestName() + "=" + value));
      }
    }
    List<String> places =
        typed.matchedPositionals().stream()
            .flatMap(place -> place.originalStringValues().stream())
            .toList();
    if (!places.isEmpty()) {
      words.add("--");
      words.addAll(places);
    }
    return words;
  }
}
