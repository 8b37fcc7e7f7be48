package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.dataset.DatasetReader;
import picocli.CommandLine.Option;

/** {@code --data} with {@code --follow-links}: the folder of the data set. */
public class DataOption {
  @Option(
      names = {"-d", "--data"},
      required = true,
      paramLabel = "DIR",
      description = "The folder of the data set.")
  private Path data;

  @Option(
      names = "--follow-links",
      description =
          "Follow all symbolic links of the data set. Without, only links that lie directly in its"
              + " folder may lead out of it.")
  private boolean followLinks;

  /** The folder. */
  public final Path data() {
    return data;
  }

  /** Whether all links are followed. */
  final boolean followsLinks() {
    return followLinks;
  }

  /**
   * Refuses {@code --follow-links} where the folder holds tar shards.
   *
   * @throws UsageException if it was given
   */
  public final void requireNoLinks() {
    if (followLinks) {
      throw new UsageException("--follow-links is for the pictures of data sets, not for tars");
    }
  }

  /** What a process of its own is told to read the same data set. */
  public final List<String> arguments() {
    return followLinks
        ? List.of("--data", data.toString(), "--follow-links")
        : List.of("--data", data.toString());
  }

  /**
   * Reads data sets of a kind.
   *
   * @throws org.wingloss.data.InvalidDataException if there is no such kind
   */
  public final DatasetReader reader(String kind) {
    DatasetReader reader = DatasetReader.of(kind);
    return followLinks ? reader.followingLinks() : reader;
  }
}
