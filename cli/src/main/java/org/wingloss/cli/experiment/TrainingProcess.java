package org.wingloss.cli.experiment;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.format.TextFile;
import org.wingloss.training.recipe.BoxProtocolLine;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.run.StreamedData;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;

/**
 * Trains a cell of a sweep by {@code wingloss train} in a process of its own, whose Java has the
 * options of this one.
 *
 * @param program the class whose {@code main} is the command line
 * @param data the options that name the data set
 * @param device as for {@code train}
 * @param threads of the engine, at least 1
 */
public record TrainingProcess(Class<?> program, List<String> data, String device, int threads)
    implements Sweep.Worker {
  @Override
  public Process start(SweepCell cell, Path run, boolean resume, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments(data, cell, run));
    command.addAll(List.of("--device", device, "--threads", Integer.toString(threads)));
    if (resume) {
      command.add("--resume");
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** The verb and what decides its result: what a user would type to train this cell alone. */
  public static List<String> arguments(List<String> data, SweepCell cell, Path run) {
    List<String> arguments = new ArrayList<>(List.of("train", "--recipe", cell.recipe()));
    arguments.addAll(data);
    arguments.addAll(List.of("--out", run.toString()));
    cell.overrides().forEach(override -> arguments.addAll(List.of("--set", override)));
    return arguments;
  }

  /**
   * What is said of a training that failed.
   *
   * @param log what it printed, whose last line says why
   */
  static String failure(SweepCell cell, Path log) {
    String words;
    try {
      List<String> lines = TextFile.text(log).lines().toList();
      words = lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
    } catch (IOException e) {
      words = ": its log cannot be read";
    }
    return "%s was not trained%s (%s)".formatted(cell.name(), words, log);
  }

  /**
   * Refuses cells whose boxes are in a file, which their trainings are not given.
   *
   * @throws UsageException naming the cell
   * @throws org.wingloss.training.InvalidRecipeException if a cell is no recipe
   */
  static void requireTrainable(List<SweepCell> cells) {
    for (SweepCell cell : cells) {
      Recipe recipe = cell.read();
      if (recipe.box().kind() == BoxProtocol.Kind.FILE && !StreamedData.isStream(recipe)) {
        throw new UsageException(
            ("%s has box: %s, but sweep and reproduce take no --boxes; set another box, or train this"
                    + " one with 'wingloss train --boxes FILE'")
                .formatted(cell.name(), BoxProtocolLine.line(recipe.box())));
      }
    }
  }
}
