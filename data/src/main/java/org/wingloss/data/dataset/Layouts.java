package org.wingloss.data.dataset;

import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.CocoJson;
import org.wingloss.data.format.DlibXml;
import org.wingloss.data.format.HrnetCsv;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.ListFormat;
import org.wingloss.data.format.Role;
import org.wingloss.data.scheme.LandmarkScheme;

/** The layouts by name, with their landmarks and the splits of their protocols. */
final class Layouts {
  private static final String JSON_LINES = "jsonl";

  static final List<String> KINDS =
      List.of(
          "300w",
          "aflw",
          "aflw-sqlite",
          "cofw",
          "wflw",
          "mtfl",
          "merl-rav",
          "webmorph",
          "dlib",
          "coco",
          "hrnet",
          JSON_LINES);

  private static final String USUAL_SCHEME = "300w-68";

  private Layouts() {}

  static DatasetReader of(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String scheme = colon < 0 ? USUAL_SCHEME : text.substring(colon + 1);
    DatasetReader reader =
        switch (kind) {
          case "300w" ->
              reader(
                  kind,
                  "300w-68",
                  new ThreeHundredW(),
                  List.of("train", "common", "challenging", "full", "private"));
          case "aflw" -> reader(kind, "aflw-19", new Aflw(), List.of("train", "full", "frontal"));
          case "aflw-sqlite" -> reader(kind, "aflw-21", new AflwDatabase(), List.of("train"));
          case "cofw" -> reader(kind, "cofw-29", new Cofw(), List.of("train", "test"));
          case "wflw" -> reader(kind, "wflw-98", new Wflw(), List.of("train", "test"));
          case "mtfl" -> reader(kind, "mtfl-5", new Mtfl(), List.of("train", "test"));
          case "merl-rav" -> reader(kind, "300w-68", new MerlRav(), List.of("train", "test"));
          case "webmorph" -> reader(kind, "300w-68", new Webmorph(), List.of("train"));
          case "dlib" -> lists(kind, LandmarkScheme.of(scheme), new DlibXml(), List.of());
          case "coco" ->
              lists(
                  kind,
                  LandmarkScheme.of(scheme),
                  new CocoJson(),
                  List.of("", "images", "train2017", "val2017"));
          case "hrnet" ->
              lists(kind, LandmarkScheme.of(scheme), new HrnetCsv(), List.of("images", ""));
          case JSON_LINES -> jsonLines(LandmarkScheme.of(scheme));
          case "tar" ->
              throw new InvalidDataException(
                  "tar shards hold crops, not pictures: they can be trained on (data=tar in a recipe)"
                      + " and checked (doctor), and nothing else");
          default ->
              throw new InvalidDataException(
                  "no kind of data set is called '%s'; known: %s"
                      .formatted(kind, String.join(", ", KINDS)));
        };
    if (colon >= 0 && !reader.scheme().name().equals(LandmarkScheme.of(scheme).name())) {
      throw new InvalidDataException(
          "the landmarks of %s are always %s but '%s' was asked for"
              .formatted(kind, reader.scheme().name(), scheme));
    }
    return reader;
  }

  private static DatasetReader reader(
      String kind, String scheme, DatasetLayout layout, List<String> splits) {
    return new DatasetReader(kind, LandmarkScheme.of(scheme), splits, layout, false);
  }

  static DatasetReader jsonLines(LandmarkScheme scheme) {
    return lists(JSON_LINES, scheme, JsonLines.of(Role.GROUND_TRUTH), List.of("", "images"));
  }

  /** A layout that is one list file per split, see {@link ListFileLayout}. */
  private static DatasetReader lists(
      String kind, LandmarkScheme scheme, ListFormat format, List<String> images) {
    ListFileLayout layout = new ListFileLayout(format, scheme, images);
    return new DatasetReader(kind, scheme, List.of("train", "test"), layout, false);
  }
}
