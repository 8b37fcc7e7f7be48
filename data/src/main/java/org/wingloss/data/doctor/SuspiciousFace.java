package org.wingloss.data.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.wingloss.data.face.Face;

/**
 * A face whose annotation does not look right.
 *
 * @param id the face's id
 * @param fault what it looks like: {@code left and right are swapped}
 * @param face the face
 */
public record SuspiciousFace(String id, String fault, @JsonIgnore Face face) {
  SuspiciousFace(Face face, String fault) {
    this(face.id(), fault, face);
  }

  @Override
  public String toString() {
    return id + ": " + fault;
  }
}
