package org.wingloss.model.inference;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The part of a picture that a network sees, and the map by which the network's output returns to
 * the picture. A map that flips also gives the landmarks back their own names.
 */
public final class NetworkCrop {
  private final AffineMap networkFromImage;
  private final float[] pixels;

  /**
   * A crop that is cut already.
   *
   * @param networkFromImage where the picture's pixels come to lie
   * @param pixels S·S·3 values in [0, 1], NHWC; shared, not copied
   */
  public NetworkCrop(AffineMap networkFromImage, float[] pixels) {
    this.networkFromImage = networkFromImage;
    this.pixels = pixels;
  }

  /**
   * Cuts a crop out of a picture.
   *
   * @param size S
   */
  public static NetworkCrop of(RgbImage image, AffineMap networkFromImage, int size) {
    float[] pixels = new float[3 * size * size];
    Warp.toFloats(image, networkFromImage, size, pixels, 0);
    return new NetworkCrop(networkFromImage, pixels);
  }

  /** The pixels as {@link ForwardPass} takes them; not to be written to. */
  float[] pixels() {
    return pixels;
  }

  /** The crop as a picture of S x S pixels. */
  public RgbImage picture() {
    int size = (int) Math.round(Math.sqrt(pixels.length / 3.0));
    byte[] rgb = new byte[pixels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, pixels[i])));
    }
    return new RgbImage(size, size, rgb);
  }

  /** Where landmarks of the whole picture lie in {@link #picture}. */
  public Landmarks inCrop(Landmarks landmarks) {
    return landmarks.map(networkFromImage);
  }

  /**
   * The landmarks of the network's output {@code [x1..xL, y1..yL]}, pixels of the picture. What
   * lies to the right of its place in a flipped crop would come to lie to the left of it in the
   * picture; it is moved to the right there, too.
   *
   * @param offset how far the network's answers lie to the right of where their mirror images have
   *     them, network pixels
   */
  Landmarks inImage(float[] output, LandmarkScheme scheme, double offset) {
    boolean flipped = networkFromImage.determinant() < 0;
    double[] vector = new double[output.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = flipped && i < vector.length / 2 ? output[i] - 2 * offset : output[i];
    }
    Landmarks landmarks = Landmarks.of(vector).map(networkFromImage.inverse());
    return flipped ? landmarks.reorder(scheme.flipMap()) : landmarks;
  }
}
