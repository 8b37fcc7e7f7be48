package org.wingloss.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes of their own, with the Java and the class path of the tests. */
public final class OwnJava {
  private OwnJava() {}

  /** Runs the command line, compiled quickly rather than well. */
  public static ProcessBuilder cli(Object... words) {
    return of(List.of("-XX:TieredStopAtLevel=1"), Main.class, words);
  }

  /** Runs a main class, with these options for Java. */
  public static ProcessBuilder of(List<String> options, Class<?> main, Object... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Djava.awt.headless=true", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), main.getName()));
    Stream.of(words).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command);
  }
}
