package org.wingloss.evaluation.input;

import java.util.List;
import org.wingloss.data.face.Face;

/**
 * Faces that are in memory: given by a program, or read from a format without lines.
 *
 * @param name the file, for messages
 * @param faces in order
 * @param named whether their ids say which face of a picture is which
 */
public record LoadedFaces(String name, List<Face> faces, boolean named) implements FaceSource {
  /** Copies the list. */
  public LoadedFaces {
    faces = List.copyOf(faces);
  }

  /** Faces with ids that say which is which. */
  public LoadedFaces(String name, List<Face> faces) {
    this(name, faces, true);
  }

  @Override
  public int size() {
    return faces.size();
  }

  @Override
  public Cursor open() {
    return new Cursor() {
      @Override
      public String id(int i) {
        return faces.get(i).id();
      }

      @Override
      public Face read(int i) {
        return faces.get(i);
      }

      @Override
      public String where(int i) {
        return name + ", face " + (i + 1);
      }
    };
  }
}
