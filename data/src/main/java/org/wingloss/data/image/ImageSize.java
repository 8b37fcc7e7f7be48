package org.wingloss.data.image;

/**
 * The size of a picture as its header states it.
 *
 * @param width pixels per row
 * @param height rows
 */
public record ImageSize(int width, int height) {
  /** Width times height. */
  public long pixels() {
    return (long) width * height;
  }
}
