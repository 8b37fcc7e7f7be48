package org.wingloss.data.synthetic.render;

/**
 * How triangles are drawn.
 *
 * @param shader gives the colour
 * @param part what its pixels show
 * @param facing winding of the triangles to draw: 1 clockwise on the screen, −1 the other way, 0
 *     both
 * @param opacity 1 hides what is behind, 0 leaves the picture as it was
 */
public record Surface(Shader shader, Part part, int facing, float opacity) {
  /** Both sides, opaque. */
  public static Surface of(Shader shader, Part part) {
    return new Surface(shader, part, 0, 1);
  }
}
