package org.wingloss.data.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** The files and folders that this process has synced to the disk, as Java itself records them. */
public final class SyncedPaths {
  private SyncedPaths() {}

  /** Those of some work, under the names that they had when they were synced. */
  public static Set<String> during(Runnable work) throws IOException {
    Path file = Files.createTempFile("synced", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .map(event -> event.getString("path"))
          .filter(Objects::nonNull)
          .collect(Collectors.toSet());
    } finally {
      Files.delete(file);
    }
  }
}
