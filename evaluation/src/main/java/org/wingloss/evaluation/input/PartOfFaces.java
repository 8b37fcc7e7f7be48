package org.wingloss.evaluation.input;

import org.wingloss.data.face.Face;

/**
 * Faces of which only the landmarks of a scheme are taken that is a part of theirs.
 *
 * @param all the faces
 * @param fit takes the part
 */
record PartOfFaces(FaceSource all, LandmarkFit fit) implements FaceSource {
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
        return fit.part(cursor.read(i));
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
