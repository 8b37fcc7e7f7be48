package org.wingloss.data.synthetic.head;

import org.wingloss.data.synthetic.render.Part;

/**
 * One vertex of the neutral head and what its neighbourhood says about its movement.
 *
 * @param x millimetres, to the picture's right
 * @param y millimetres, down
 * @param z millimetres, towards the viewer
 * @param part what it belongs to
 * @param upperLid 1 on the edge of an upper lid, falling to 0 on the way to the brow
 * @param lowerLid the same for the lower lid, towards the cheek
 * @param opening height of the eye's opening at this place, millimetres; 0 away from the eyes
 */
record HeadVertex(
    double x, double y, double z, Part part, double upperLid, double lowerLid, double opening) {
  /** Distance from the plane of symmetry. */
  double side() {
    return Math.abs(x);
  }

  /** −1, 0 or 1: which half of the face. */
  double sign() {
    return Math.signum(x);
  }
}
