package org.wingloss.evaluation.input;

import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Faces of which only the landmarks of a scheme are taken that is a part of theirs: the inner 51 of
 * 68. Faces that have no others stay as they are.
 *
 * @param all the faces
 * @param part the scheme
 * @param whole how many landmarks the whole has
 */
record PartOfFaces(FaceSource all, LandmarkScheme part, int whole) implements FaceSource {
  @Override
  public String name() {
    return all.name();
  }

  @Override
  public int size() {
    return all.size();
  }

  @Override
  public boolean named() {
    return all.named();
  }

  @Override
  public void close() {
    all.close();
  }

  @Override
  public Cursor open() {
    Cursor cursor = all.open();
    return new Cursor() {
      @Override
      public String id(int i) {
        return cursor.id(i);
      }

      @Override
      public Face read(int i) {
        Face face = cursor.read(i);
        return face.landmarks().count() == whole
            ? face.withLandmarks(part.ofWhole(face.landmarks()))
            : face;
      }

      @Override
      public String where(int i) {
        return cursor.where(i);
      }

      @Override
      public void close() {
        cursor.close();
      }
    };
  }
}
