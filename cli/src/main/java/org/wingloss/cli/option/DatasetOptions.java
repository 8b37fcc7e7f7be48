package org.wingloss.cli.option;

import org.wingloss.data.dataset.DatasetReader;
import picocli.CommandLine.Option;

/** {@code --dataset} with {@code --data}: a data set on disk; a group may add its split. */
public class DatasetOptions extends DataOption {
  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "KIND",
      description =
          "The layout: 300w, aflw, aflw-sqlite, cofw, wflw, mtfl, merl-rav, webmorph, dlib, coco,"
              + " hrnet or jsonl, for doctor also tar; dlib, coco, hrnet and jsonl take a scheme"
              + " after a colon (jsonl:mtfl-5).")
  private String kind;

  /** The kind, as typed. */
  public final String kind() {
    return kind;
  }

  /** Reads data sets of the kind. */
  public final DatasetReader reader() {
    return reader(kind);
  }
}
