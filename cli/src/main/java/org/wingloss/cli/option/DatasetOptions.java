package org.wingloss.cli.option;

import java.nio.file.Path;
import org.wingloss.data.dataset.DatasetReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --dataset} and {@code --data}: a data set on disk. */
public final class DatasetOptions {
  /** What {@code --dataset} means, wherever it stands. */
  static final String KINDS =
      "The layout: 300w, aflw, cofw, wflw, mtfl, dlib, coco, hrnet or jsonl; the last four take a"
          + " scheme after a colon (jsonl:mtfl-5).";

  @Option(names = "--dataset", required = true, paramLabel = "KIND", description = KINDS)
  private String kind;

  @Mixin private DataOption data;

  /** The kind, as typed. */
  public String kind() {
    return kind;
  }

  /** The folder. */
  public Path data() {
    return data.data();
  }

  /** Reads data sets of the kind. */
  public DatasetReader reader() {
    return DatasetReader.of(kind);
  }
}
