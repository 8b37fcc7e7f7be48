package org.wingloss.cli.option;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Supplier;
import org.wingloss.cli.terminal.PlainText;
import org.wingloss.data.format.StrictJson;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a verb prints: results to standard output, the rest to standard error. */
public final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print no progress and no remarks: results, warnings and failures only.")
  private boolean quiet;

  /** Whether nothing but results, warnings and failures is wanted. */
  public boolean quiet() {
    return quiet;
  }

  /** Whether one JSON document is wanted. */
  public boolean json() {
    return json;
  }

  /** Standard output. */
  public PrintWriter out() {
    return PlainText.out(verb);
  }

  /** Standard error, for progress and remarks. */
  public PrintWriter err() {
    return quiet ? new PrintWriter(Writer.nullWriter()) : PlainText.err(verb);
  }

  /** One line on standard error, at once. */
  public void say(String line) {
    err().println(line);
  }

  /** One line on standard error that is printed also with {@code --quiet}. */
  public void warn(String line) {
    PlainText.err(verb).println(line);
  }

  /** Prints a result: the document with {@code --json}, else the text. */
  public void print(Supplier<String> document, Supplier<String> text) {
    out().println(json ? document.get() : text.get());
  }

  /** Prints a result: a value as its JSON document with {@code --json}, else the text. */
  public void printValue(Object value, Supplier<String> text) {
    print(() -> StrictJson.write(value), text);
  }
}
