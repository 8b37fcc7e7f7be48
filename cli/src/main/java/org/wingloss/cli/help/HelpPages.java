package org.wingloss.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Pages that begin with what most readers want: what must be given, what it does, examples. The
 * options follow.
 */
public final class HelpPages {
  private static final List<String> ORDER =
      List.of(
          UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
          UsageMessageSpec.SECTION_KEY_SYNOPSIS,
          UsageMessageSpec.SECTION_KEY_DESCRIPTION,
          UsageMessageSpec.SECTION_KEY_FOOTER,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST);

  private HelpPages() {}

  /** Arranges the pages of a program and of its verbs. */
  public static void arrange(CommandLine program) {
    program.setHelpSectionKeys(
        ORDER.stream().filter(key -> !key.equals(UsageMessageSpec.SECTION_KEY_FOOTER)).toList());
    program
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpPages::groupedVerbs);
    program.getSubcommands().values().forEach(HelpPages::arrangeVerb);
  }

  private static void arrangeVerb(CommandLine verb) {
    verb.setHelpSectionKeys(ORDER);
    UsageMessageSpec usage = verb.getCommandSpec().usageMessage();
    usage.customSynopsis(synopsis(verb.getCommandSpec()));
    usage.optionListHeading("%nOptions:%n");
    usage.commandListHeading("%nCommands:%n");
    if (!verb.getCommandSpec().positionalParameters().isEmpty()) {
      usage.parameterListHeading("%n");
      usage.optionListHeading("");
    }
    verb.getSubcommands().values().forEach(HelpPages::arrangeVerb);
  }

  /** Its name, what must be given, and that there is more. */
  static String synopsis(CommandSpec verb) {
    List<String> words = new ArrayList<>(List.of(verb.qualifiedName()));
    for (OptionSpec option : verb.options()) {
      if (option.required() && option.group() == null) {
        words.add(option.longestName() + "=" + option.paramLabel());
      }
    }
    for (PositionalParamSpec place : verb.positionalParameters()) {
      String label = place.paramLabel() + (place.arity().max() > 1 ? "..." : "");
      words.add(place.required() ? label : "[" + label + "]");
    }
    if (!verb.subcommands().isEmpty()) {
      words.add("(" + String.join(" | ", verb.subcommands().keySet()) + ")");
    }
    words.add("[OPTIONS]");
    return String.join(" ", words);
  }

  private static String groupedVerbs(Help help) {
    Map<String, CommandLine> verbs = help.commandSpec().subcommands();
    return VerbGroup.of(List.copyOf(verbs.keySet())).entrySet().stream()
        .filter(group -> !group.getValue().isEmpty())
        .map(
            group ->
                group.getValue().stream()
                    .map(name -> "  %-15s %s%n".formatted(name, summary(verbs.get(name))))
                    .collect(Collectors.joining("", group.getKey().title() + ":\n", "")))
        .collect(Collectors.joining("\n"));
  }

  /** What a verb does, in a line. */
  static String summary(CommandLine verb) {
    UsageMessageSpec usage = verb.getCommandSpec().usageMessage();
    return usage.header().length > 0
        ? usage.header()[0]
        : String.join(" ", usage.description()).replaceFirst("(?<=\\.) .*", "");
  }

  /** Pages for {@code man}, file name → page: {@code wingloss.1}, {@code wingloss-train.1} … */
  public static Map<String, String> manual(CommandLine program) {
    arrange(program);
    Map<String, String> pages = new TreeMap<>();
    String name = program.getCommandName();
    pages.put(name + ".1", page(name, "facial landmark localisation", program));
    program
        .getSubcommands()
        .forEach(
            (verb, line) -> {
              String title = name + "-" + verb;
              pages.put(title + ".1", page(title, summary(line), line));
            });
    return pages;
  }

  private static String page(String title, String summary, CommandLine line) {
    return ".TH \"%s\" 1\n.SH NAME\n%s \\- %s\n.SH DESCRIPTION\n.nf\n%s\n.fi\n"
        .formatted(
            title.toUpperCase(Locale.ROOT),
            text(title),
            text(summary),
            line.getUsageMessage().lines().map(HelpPages::text).collect(Collectors.joining("\n")));
  }

  /** A line as roff reads it: no request, and characters as they are. */
  private static String text(String line) {
    String plain = line.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
