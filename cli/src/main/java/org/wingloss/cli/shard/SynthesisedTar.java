package org.wingloss.cli.shard;

import java.nio.file.Path;
import org.wingloss.data.io.Sha256;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.ShardStatistics;

/**
 * A tar of synthetic faces in a part, which lies beside it.
 *
 * @param sha256 of its bytes
 */
public record SynthesisedTar(String sha256) {
  /** The value for a tar. */
  public static SynthesisedTar of(Path tar) {
    return new SynthesisedTar(Sha256.of(tar).hex());
  }

  /**
   * Copies the tar, and reads it once.
   *
   * @param from the part's folder
   * @param to where it is wanted
   * @throws org.wingloss.data.InvalidDataException if it is not the one that the shard wrote
   */
  public ShardStatistics copy(Path from, Path to, ShardName name) {
    PartFolder.copy(from.resolve(name.file()), to.resolve(name.file()), sha256);
    return ShardStatistics.of(to, name);
  }
}
