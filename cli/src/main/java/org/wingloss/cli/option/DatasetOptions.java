package org.wingloss.cli.option;

import java.nio.file.Path;
import org.wingloss.data.dataset.DatasetReader;
import picocli.CommandLine.Option;

/** {@code --dataset} and {@code --data}: a data set on disk; a group may add its split. */
public class DatasetOptions {
  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "KIND",
      description =
          "The layout: 300w, aflw, cofw, wflw, mtfl, dlib, coco, hrnet or jsonl; the last four take"
              + " a scheme after a colon (jsonl:mtfl-5).")
  private String kind;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the data set.")
  private Path data;

  /** The kind, as typed. */
  public final String kind() {
    return kind;
  }

  /** The folder. */
  public final Path data() {
    return data;
  }

  /** Reads data sets of the kind. */
  public final DatasetReader reader() {
    return DatasetReader.of(kind);
  }
}
