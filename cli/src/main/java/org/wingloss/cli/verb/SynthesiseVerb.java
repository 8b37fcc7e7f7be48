package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.PhotographsOption;
import org.wingloss.cli.option.SeedOption;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.Plural;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.training.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes synthetic faces in the layout of a published data set. */
@Command(
    name = "synthesise",
    header = "synthetic faces in any layout",
    mixinStandardHelpOptions = true,
    description = "Writes synthetic faces in the layout of a published data set.",
    footer = {
      "",
      "Layouts: 300w, aflw, aflw-sqlite, cofw, wflw, mtfl, dlib, coco, hrnet, jsonl; the last four "
          + "take a scheme after a colon (dlib:aflw-19). What is written is read by --dataset LAYOUT.",
      "",
      "Example:",
      "  wingloss synthesise --layout wflw --faces 50 --out faces"
    })
final class SynthesiseVerb implements Callable<Integer> {
  @Option(names = "--layout", required = true, paramLabel = "KIND", description = "The layout.")
  private String layout;

  @Option(
      names = "--faces",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many, at least 20 (default: ${DEFAULT-VALUE}).")
  private int faces;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "A new folder.")
  private Path out;

  @Mixin private SeedOption seed;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "256",
      description = "Width and height of the pictures, 32 to 2048 (default: ${DEFAULT-VALUE}).")
  private int size;

  @Mixin private PhotographsOption photographs;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (faces < DatasetWriter.FEWEST) {
      throw new UsageException(
          "--faces must be at least %d but is %d".formatted(DatasetWriter.FEWEST, faces));
    }
    if (size < 32 || size > 2048) {
      throw new UsageException("--size must be 32 to 2048 but is " + size);
    }
    if (!new RunFolder(out).isFree()) {
      throw new UsageException(out + " is not empty; name a new folder");
    }
    DatasetWriter writer = DatasetWriter.of(layout);
    Map<String, Integer> splits = new LinkedHashMap<>();
    writer.write(out, source(), faces).forEach((split, list) -> splits.put(split, list.size()));
    String scheme = writer.scheme().name();
    output.printValue(
        Map.of("layout", layout, "scheme", scheme, "splits", splits),
        () ->
            Plural.of(faces, "%d [face|faces] of %s in %s:").formatted(faces, scheme, out)
                + splits.entrySet().stream()
                    .map(split -> "%n  %-12s %d".formatted(split.getKey(), split.getValue()))
                    .collect(Collectors.joining()));
    return ExitCode.OK;
  }

  private RenderedFaceSource source() {
    SyntheticFaces synthetic = new SyntheticFaces(seed.seed());
    List<Face> faces = photographs.faces();
    return faces.isEmpty()
        ? RenderedFaceSource.synthetic(synthetic, size)
        : RenderedFaceSource.photographed(synthetic, faces, size);
  }
}
