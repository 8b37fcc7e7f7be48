package org.wingloss.cli.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of file that verbs read.
 *
 * @param name in reports and properties
 * @param seeds writes sound files into an empty folder
 * @param targets the files that are changed, one at a time, relative to the folder
 * @param packing how a target's parts are packed, if they are
 * @param commands verbs that read the target; {@code @} is the folder, {@code @@} the target
 * @param written what a verb may leave or change, relative to the folder
 * @param cost milliseconds of one input, for the shares of a large run
 */
record FuzzFormat(
    String name,
    Seeds seeds,
    List<String> targets,
    Optional<Packing> packing,
    List<String> commands,
    Set<String> written,
    int cost) {
  /** Writes sound files. */
  interface Seeds {
    void write(Path folder) throws IOException;
  }

  /** A format of files that are not packed, whose verbs only print. */
  static FuzzFormat of(String name, Seeds seeds, List<String> targets, String... commands) {
    return new FuzzFormat(name, seeds, targets, Optional.empty(), List.of(commands), Set.of(), 2);
  }

  FuzzFormat packedAs(Packing kind) {
    return new FuzzFormat(name, seeds, targets, Optional.of(kind), commands, written, cost);
  }

  FuzzFormat writing(String... places) {
    return new FuzzFormat(name, seeds, targets, packing, commands, Set.of(places), cost);
  }

  FuzzFormat costing(int milliseconds) {
    return new FuzzFormat(name, seeds, targets, packing, commands, written, milliseconds);
  }

  /** All of them. */
  static List<FuzzFormat> all() {
    List<FuzzFormat> all = new ArrayList<>();
    all.addAll(PictureSeeds.formats());
    all.addAll(FaceFileSeeds.formats());
    all.addAll(DatasetSeeds.formats());
    all.addAll(ModelSeeds.formats());
    all.addAll(TrainingSeeds.formats());
    all.addAll(ShardSeeds.formats());
    return all;
  }
}
