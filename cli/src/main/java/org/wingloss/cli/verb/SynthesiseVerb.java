package org.wingloss.cli.verb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wingloss.cli.dataset.CropOptions;
import org.wingloss.cli.dataset.SyntheticFacesOptions;
import org.wingloss.cli.dataset.SyntheticTars;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.PhotographsOption;
import org.wingloss.cli.option.ShardOption;
import org.wingloss.cli.shard.PartFolder;
import org.wingloss.cli.shard.Parts;
import org.wingloss.cli.shard.Shard;
import org.wingloss.cli.shard.ShardedVerb;
import org.wingloss.cli.shard.ShardedWork;
import org.wingloss.cli.shard.SynthesisedFace;
import org.wingloss.cli.shard.SynthesisedTar;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.Plural;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.synthetic.SyntheticFaces;
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
      "Layouts: 300w, aflw, aflw-sqlite, cofw, wflw, mtfl, merl-rav, dlib, coco, hrnet, jsonl; the "
          + "last four take a scheme after a colon (dlib:aflw-19). What is written is read by "
          + "--dataset LAYOUT.",
      "Layout tar, or tar:SCHEME: crops in tar shards, any number of faces with little memory. Their "
          + "last tenth, 2000 at most, is for validation. train reads them by --set data=tar.",
      "",
      "Example:",
      "  wingloss synthesise --layout wflw --faces 50 --out faces",
      "  wingloss synthesise --layout tar --faces 100000 --out shards"
    })
final class SynthesiseVerb implements Callable<Integer>, ShardedVerb {
  private static final int STEP = 1000;

  @Option(names = "--layout", required = true, paramLabel = "KIND", description = "The layout.")
  private String layout;

  @Mixin private SyntheticFacesOptions synthetic;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "A new folder.")
  private Path out;

  @Mixin private PhotographsOption photographs;

  @Mixin private ShardOption sharding;

  @Mixin private CropOptions crops;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    check();
    Optional<Shard> shard = sharding.of(out, output);
    if (SyntheticTars.isLayout(layout)) {
      return shard.isPresent() ? writeTarPart(shard.get()) : writeTars();
    }
    SyntheticTars.requireLayout(layout, crops);
    DatasetWriter writer = DatasetWriter.of(layout);
    if (shard.isPresent()) {
      return writePart(writer, shard.get());
    }
    return print(writer, writer.write(out, source(), synthetic.faces()));
  }

  private void check() {
    synthetic.check();
    Arguments.requireNew(out);
  }

  private int print(DatasetWriter writer, Map<String, List<Face>> written) {
    Map<String, Integer> splits = new LinkedHashMap<>();
    written.forEach((split, list) -> splits.put(split, list.size()));
    return print(writer.scheme().name(), splits);
  }

  private SyntheticTars tars(RenderedFaceSource source) {
    return SyntheticTars.of(source, SyntheticTars.scheme(layout), synthetic.faces(), crops);
  }

  private int writeTars() {
    return print(
        tars(source())
            .write(
                out,
                done -> {
                  if (done % STEP == 0) {
                    output.say("%d of %d faces written".formatted(done, synthetic.faces()));
                  }
                }));
  }

  private int print(ShardIndex index) {
    Map<String, Integer> splits = new LinkedHashMap<>();
    splits.put("train", index.trainingFaces());
    splits.put("validation", index.validationFaces());
    return print(index.scheme().name(), splits);
  }

  private int print(String scheme, Map<String, Integer> splits) {
    output.printValue(
        Map.of("layout", layout, "scheme", scheme, "splits", splits),
        () ->
            Plural.of(synthetic.faces(), "%d [face|faces] of %s in %s:")
                    .formatted(synthetic.faces(), scheme, out)
                + splits.entrySet().stream()
                    .map(split -> "%n  %-12s %d".formatted(split.getKey(), split.getValue()))
                    .collect(Collectors.joining()));
    return ExitCode.OK;
  }

  /** The part is a folder: the pictures as the data set has them, and what is known of them. */
  private int writePart(DatasetWriter writer, Shard own) {
    List<String> names = IntStream.range(0, synthetic.faces()).mapToObj(Integer::toString).toList();
    RenderedFaceSource source = source();
    return writePart(
        sharding.work(Map.of(), names),
        own,
        "faces",
        (folder, n) -> {
          Path picture = folder.resolve(writer.picture(n));
          Files.createDirectories(picture.getParent());
          return SynthesisedFace.of(writer.render(source, n, picture), picture);
        });
  }

  /** The part is a folder with some of the tars. */
  private int writeTarPart(Shard own) {
    SyntheticTars tars = tars(source());
    List<ShardName> names = tars.tars();
    return writePart(
        sharding.work(
            Map.of("--recipe", crops.content()), names.stream().map(ShardName::file).toList()),
        own,
        "tars",
        (folder, k) -> SynthesisedTar.of(tars.writeTar(folder, names.get(k))));
  }

  private int writePart(ShardedWork work, Shard own, String what, PartFolder.ItemWriter items) {
    int written = PartFolder.write(out, work, own, items);
    output.say(
        "shard %s: %d of %d %s in %s"
            .formatted(own, written, work.names().size(), what, own.part(out)));
    return ExitCode.OK;
  }

  @Override
  public int merge(Parts parts) {
    check();
    if (SyntheticTars.isLayout(layout)) {
      return mergeTars(parts);
    }
    DatasetWriter writer = DatasetWriter.of(layout);
    parts.requireItems(synthetic.faces());
    List<SynthesisedFace> known = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    parts.forEach(
        SynthesisedFace.class,
        (n, face, part) -> {
          known.add(face);
          folders.add(part.folder());
        });
    return print(
        writer,
        writer.assemble(
            out,
            (n, picture) -> known.get(n).copy(folders.get(n).resolve(writer.picture(n)), picture),
            synthetic.faces()));
  }

  private int mergeTars(Parts parts) {
    SyntheticTars tars = tars(SynthesiseVerb::renderNothing);
    List<ShardName> names = tars.tars();
    parts.requireItems(names.size());
    Map<ShardName, SynthesisedTar> known = new HashMap<>();
    Map<ShardName, Path> folders = new HashMap<>();
    parts.forEach(
        SynthesisedTar.class,
        (k, tar, part) -> {
          known.put(names.get(k), tar);
          folders.put(names.get(k), part.folder());
        });
    return print(
        tars.assemble(out, (to, name) -> known.get(name).copy(folders.get(name), to, name)));
  }

  /** Tars that are there are not rendered again. */
  private static RenderedFace renderNothing(long index, LandmarkScheme scheme) {
    throw new IllegalStateException("face %d of %s".formatted(index, scheme.name()));
  }

  private RenderedFaceSource source() {
    SyntheticFaces series = new SyntheticFaces(synthetic.seed());
    List<Face> faces = photographs.faces();
    return faces.isEmpty()
        ? RenderedFaceSource.synthetic(series, synthetic.size())
        : RenderedFaceSource.photographed(series, faces, synthetic.size());
  }
}
