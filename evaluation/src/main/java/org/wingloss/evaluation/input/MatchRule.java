package org.wingloss.evaluation.input;

/**
 * How the ids of ground truth and predictions are compared. Rules are tried in this order, and the
 * first under which any prediction finds its face holds for the whole file; a report says which.
 */
public enum MatchRule {
  /** Ids are equal. */
  EXACT("ids are equal") {
    @Override
    public String key(String id) {
      return id;
    }
  },
  /** Paths are equal but for the ending of the file name and the kind of slash. */
  WITHOUT_ENDING("paths are equal without their endings") {
    @Override
    public String key(String id) {
      String path = id.replace('\\', '/');
      // A further face of one picture is "a.jpg#2".
      int mark = path.lastIndexOf('#');
      String face =
          mark > 0 && path.substring(mark + 1).matches("\\d+") ? path.substring(mark) : "";
      String name = path.substring(0, path.length() - face.length());
      int dot = name.lastIndexOf('.');
      return (dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name) + face;
    }
  },
  /** File names are equal without their endings; folders are ignored. */
  NAME_ONLY("file names are equal without their folders and endings") {
    @Override
    public String key(String id) {
      String path = WITHOUT_ENDING.key(id);
      return path.substring(path.lastIndexOf('/') + 1);
    }
  };

  private final String description;

  MatchRule(String description) {
    this.description = description;
  }

  /** The rule in words, for reports. */
  public String description() {
    return description;
  }

  /** What of an id is compared. */
  public abstract String key(String id);
}
