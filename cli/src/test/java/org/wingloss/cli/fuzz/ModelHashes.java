package org.wingloss.cli.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.wingloss.data.io.Sha256;

/** The SHA-256 by which {@code model.json} and {@code pipeline.json} name the other files. */
final class ModelHashes {
  private ModelHashes() {}

  /**
   * Puts the hashes of a model's files right after one of them has changed.
   *
   * @param files by name below the model's folder; changed
   * @param name the file that has changed
   * @param before its content before
   */
  static void putRight(Map<String, byte[]> files, String name, byte[] before) {
    int slash = name.lastIndexOf('/') + 1;
    String description = name.substring(0, slash) + "model.json";
    byte[] json = files.get(description);
    if (json != null && !name.equals(description)) {
      files.put(description, renamed(json, before, files.get(name)));
      putRight(files, description, json);
    }
    byte[] pipeline = files.get("pipeline.json");
    if (pipeline != null && name.equals(description)) {
      files.put("pipeline.json", renamed(pipeline, before, files.get(name)));
    }
  }

  /** A document that names a file by its length and its hash, after the file has changed. */
  static byte[] renamed(byte[] json, byte[] before, byte[] after) {
    // Bytes as characters, because a changed file need not be UTF-8.
    String text = new String(json, StandardCharsets.ISO_8859_1);
    String old = Sha256.of(before).hex();
    String length = "(\"bytes\" *: *)" + before.length + "(\\s*,\\s*\"sha256\" *: *\"" + old + ")";
    return text.replaceFirst(length, "$1" + after.length + "$2")
        .replace(old, Sha256.of(after).hex())
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
