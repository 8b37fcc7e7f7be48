package org.wingloss.data.synthetic;

/**
 * Pixels of one surface that wait for their colour. They are coloured many at a time, so that a
 * paint runs one tight loop apart from the rasteriser's.
 */
final class Fragments {
  /** Pixels of the canvas. */
  final int[] at;

  /** Inverse distances. */
  final float[] near;

  /** Texture abscissas. */
  final float[] u;

  /** Texture ordinates. */
  final float[] v;

  /** Light that falls on them, 1 is white paper in plain light. */
  final float[] red;

  /** The same for green. */
  final float[] green;

  /** The same for blue. */
  final float[] blue;

  /** Mirrored light, 0 to about 1. */
  final float[] gloss;

  /** What the paint answers: {@code 0xRRGGBB} or {@link Paint#NOTHING}. */
  final int[] colour;

  /** How many there are. */
  int count;

  Fragments(int capacity) {
    at = new int[capacity];
    near = new float[capacity];
    u = new float[capacity];
    v = new float[capacity];
    red = new float[capacity];
    green = new float[capacity];
    blue = new float[capacity];
    gloss = new float[capacity];
    colour = new int[capacity];
  }

  /** Whether so many more fit. */
  boolean haveRoomFor(int more) {
    return count + more <= at.length;
  }
}
