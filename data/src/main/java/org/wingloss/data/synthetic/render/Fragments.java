package org.wingloss.data.synthetic.render;

/**
 * Pixels of one surface that wait for their colour. They are coloured many at a time, so that a
 * shader runs one tight loop apart from the rasteriser's. What a pixel brings lies together in one
 * array: an array each would cost more checks and addresses than the numbers themselves.
 */
public final class Fragments {
  /** Numbers per pixel. */
  public static final int STRIDE = 7;

  /** Where a pixel's inverse distance lies among its numbers. */
  static final int NEAR = 0;

  /** Texture abscissa. */
  public static final int U = 1;

  /** Texture ordinate. */
  public static final int V = 2;

  /** Light that falls on it, 1 is white paper in plain light. */
  public static final int RED = 3;

  /** The same for green. */
  public static final int GREEN = 4;

  /** The same for blue. */
  public static final int BLUE = 5;

  /** Specular light, 0 to about 1. */
  public static final int GLOSS = 6;

  /** Pixels of the canvas. */
  final int[] at;

  /** {@value #STRIDE} numbers per pixel. */
  public final float[] values;

  /** What the shader gives: {@code 0xRRGGBB} or {@link Shader#NOTHING}. */
  public final int[] colour;

  /** How many there are. */
  public int count;

  Fragments(int capacity) {
    at = new int[capacity];
    values = new float[STRIDE * capacity];
    colour = new int[capacity];
  }

  /** Whether so many more fit. */
  boolean haveRoomFor(int more) {
    return count + more <= at.length;
  }
}
