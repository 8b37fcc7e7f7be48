package org.wingloss.data.dataset;

import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.CocoJson;
import org.wingloss.data.format.DlibXml;
import org.wingloss.data.format.HrnetCsv;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.Role;
import org.wingloss.data.scheme.LandmarkScheme;

/** The layouts by name. */
final class Layouts {
  private static final List<String> KINDS =
      List.of(
          "300w",
          "aflw",
          "aflw-sqlite",
          "cofw",
          "wflw",
          "mtfl",
          "webmorph",
          "dlib",
          "coco",
          "hrnet",
          "jsonl");

  private static final String USUAL_SCHEME = "300w-68";

  private Layouts() {}

  static List<String> kinds() {
    return KINDS;
  }

  static DatasetLayout of(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String scheme = colon < 0 ? USUAL_SCHEME : text.substring(colon + 1);
    DatasetLayout layout =
        switch (kind) {
          case "300w" -> new ThreeHundredW();
          case "aflw" -> new Aflw();
          case "aflw-sqlite" -> new AflwDatabase();
          case "cofw" -> new Cofw();
          case "wflw" -> new Wflw();
          case "mtfl" -> new Mtfl();
          case "webmorph" -> new Webmorph();
          case "dlib" ->
              new ListFileLayout(kind, new DlibXml(), LandmarkScheme.of(scheme), List.of());
          case "coco" ->
              new ListFileLayout(
                  kind, new CocoJson(), LandmarkScheme.of(scheme), List.of("", "images"));
          case "hrnet" ->
              new ListFileLayout(
                  kind, new HrnetCsv(), LandmarkScheme.of(scheme), List.of("images", ""));
          case "jsonl" ->
              new ListFileLayout(
                  kind,
                  JsonLines.of(Role.GROUND_TRUTH),
                  LandmarkScheme.of(scheme),
                  List.of("", "images"));
          case "tar" ->
              throw new InvalidDataException(
                  "tar shards hold crops, not pictures: they can be trained on (train --set data=tar)"
                      + " and checked (doctor), and nothing else");
          default ->
              throw new InvalidDataException(
                  "no kind of data set is called '%s'; known: %s"
                      .formatted(kind, String.join(", ", KINDS)));
        };
    if (colon >= 0 && !layout.scheme().name().equals(LandmarkScheme.of(scheme).name())) {
      throw new InvalidDataException(
          "the landmarks of %s are always %s but '%s' was asked for"
              .formatted(kind, layout.scheme().name(), scheme));
    }
    return layout;
  }
}
