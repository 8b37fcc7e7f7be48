package org.wingloss.cli.verb;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.synthetic.SyntheticFaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes drawn faces in the layout of a published data set. */
@Command(
    name = "synthesise",
    mixinStandardHelpOptions = true,
    description = "Writes drawn faces in the layout of a published data set.",
    footer = {
      "",
      "Layouts: 300w, aflw, aflw-sqlite, cofw, wflw, mtfl, dlib, coco, hrnet, jsonl; the last four",
      "take a scheme after a colon (dlib:aflw-19). What is written is read by --dataset LAYOUT.",
      "",
      "Example:",
      "  wingloss synthesise --layout wflw --faces 50 --out faces"
    })
final class SynthesiseVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--layout", required = true, paramLabel = "KIND", description = "The layout.")
  private String layout;

  @Option(
      names = "--faces",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many, at least 20. Default: ${DEFAULT-VALUE}.")
  private int faces;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed, other faces. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "256",
      description = "Width and height of the pictures, 32 to 2048. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (faces < DatasetWriter.FEWEST) {
      throw new UsageException(
          "--faces must be at least %d but is %d".formatted(DatasetWriter.FEWEST, faces));
    }
    if (size < 32 || size > 2048) {
      throw new UsageException("--size must be 32 to 2048 but is " + size);
    }
    if (isInUse()) {
      throw new UsageException(out + " is not empty; name a new folder");
    }
    DatasetWriter writer = DatasetWriter.of(layout);
    Map<String, Integer> splits = new java.util.LinkedHashMap<>();
    writer
        .write(out, RenderedFaceSource.synthetic(new SyntheticFaces(seed), size), faces)
        .forEach((split, list) -> splits.put(split, list.size()));
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      print.println(
          StrictJson.mapper()
              .writeValueAsString(
                  Map.of("layout", layout, "scheme", writer.scheme().name(), "splits", splits)));
    } else {
      print.printf("%d faces of %s in %s:%n", faces, writer.scheme().name(), out);
      splits.forEach((split, count) -> print.printf("  %-12s %d%n", split, count));
    }
    print.flush();
    return ExitCode.OK;
  }

  private boolean isInUse() throws java.io.IOException {
    if (!Files.isDirectory(out)) {
      return Files.exists(out);
    }
    try (Stream<Path> inside = Files.list(out)) {
      return inside.findAny().isPresent();
    }
  }
}
