package org.wingloss.benchmark;

import java.nio.file.Path;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.model.FaceLandmarks;

/** A small program of a user of {@code FaceLandmarks}, started anew for every measurement. */
public final class StandardStart {
  static final String OPENED = "opened ";

  private StandardStart() {}

  /** Finds the faces of a picture, and tells how long it took to open the models. */
  public static void main(String[] args) {
    long begun = System.nanoTime();
    try (FaceLandmarks standard = FaceLandmarks.standard()) {
      System.out.println(OPENED + (System.nanoTime() - begun) / 1e9);
      if (standard.find(ImageFiles.read(Path.of(args[0]))).isEmpty()) {
        throw new IllegalStateException("no face in " + args[0]);
      }
    }
  }
}
