package org.wingloss.evaluation.input;

import java.text.Normalizer;
import org.wingloss.data.face.FaceIds;

/**
 * How the ids of ground truth and predictions are compared. One rule holds for the whole file, and
 * a report says which: the first under which most predictions find their faces ({@link FaceJoin}).
 */
public enum MatchRule {
  /** Ids are equal. */
  EXACT("ids are equal") {
    @Override
    public String key(String id) {
      return id;
    }
  },
  /**
   * Paths are equal but for the ending of the file name, the kind of slash and the Unicode form:
   * some systems write an accented letter as one character, others as two.
   */
  WITHOUT_ENDING("paths are equal without their endings") {
    @Override
    public String key(String id) {
      String path = Normalizer.normalize(id.replace('\\', '/'), Normalizer.Form.NFC);
      String name = FaceIds.picture(path);
      String face = path.substring(name.length());
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
