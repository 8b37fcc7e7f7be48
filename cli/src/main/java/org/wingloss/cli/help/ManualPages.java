package org.wingloss.cli.help;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The help of a program and of its verbs as pages for {@code man}. */
public final class ManualPages {
  private ManualPages() {}

  /** File name → page: {@code wingloss.1}, {@code wingloss-train.1} … */
  public static Map<String, String> of(CommandLine program) {
    HelpPages.arrange(program);
    Map<String, String> pages = new TreeMap<>();
    String name = program.getCommandName();
    pages.put(name + ".1", page(name, "facial landmark localisation", program));
    program
        .getSubcommands()
        .forEach(
            (verb, line) -> {
              String title = name + "-" + verb;
              pages.put(title + ".1", page(title, HelpPages.summary(line), line));
            });
    return pages;
  }

  private static String page(String title, String summary, CommandLine line) {
    return ".TH \"%s\" 1\n.SH NAME\n%s \\- %s\n.SH DESCRIPTION\n.nf\n%s\n.fi\n"
        .formatted(
            title.toUpperCase(java.util.Locale.ROOT),
            text(title),
            text(summary),
            line.getUsageMessage()
                .lines()
                .map(ManualPages::text)
                .collect(Collectors.joining("\n")));
  }

  /** A line as roff reads it: no request, and characters as they are. */
  private static String text(String line) {
    String plain = line.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
