package org.wingloss.data.synthetic;

import java.util.Arrays;
import java.util.Map;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.head.HeadPose;
import org.wingloss.data.synthetic.head.LandmarkLayout;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.Supersampling;

/** One synthetic face: picture, landmarks of every scheme, pose. */
public final class SyntheticFace {
  private final long index;
  private final RgbImage image;
  private final Map<String, Landmarks> landmarks;
  private final double yaw;
  private final double pitch;
  private final double roll;

  /** Labels of the canvas, which is finer than the picture. */
  private final byte[] labels;

  SyntheticFace(
      long index, RgbImage image, Map<String, Landmarks> landmarks, HeadPose pose, byte[] labels) {
    this.index = index;
    this.image = image;
    this.landmarks = Map.copyOf(landmarks);
    this.yaw = pose.yaw();
    this.pitch = pose.pitch();
    this.roll = pose.roll();
    this.labels = labels;
  }

  /** The face's number in its series. */
  public long index() {
    return index;
  }

  /** The picture, square. */
  public RgbImage image() {
    return image;
  }

  /**
   * The landmarks of a scheme in the picture's pixels. Every landmark has coordinates; those that
   * the head itself, hair, glasses' frames or an occluder cover are {@link Visibility#HIDDEN}.
   *
   * @param scheme such as {@code 300w-68}
   * @throws InvalidDataException if the head does not know the scheme
   */
  public Landmarks landmarks(String scheme) {
    Landmarks found = landmarks.get(scheme);
    if (found == null) {
      LandmarkLayout.of(scheme);
      throw new IllegalStateException(scheme);
    }
    return found;
  }

  /** The landmarks of a scheme, see {@link #landmarks(String)}. */
  public Landmarks landmarks(LandmarkScheme scheme) {
    return landmarks(scheme.name());
  }

  /** Degrees about the vertical axis, −90 to 90; positive moves the nose to the picture's right. */
  public double yaw() {
    return yaw;
  }

  /** Degrees about the axis through the ears; positive lowers the nose. */
  public double pitch() {
    return pitch;
  }

  /** Degrees in the picture's plane; positive is clockwise. */
  public double roll() {
    return roll;
  }

  /** The smallest box around the 68 landmarks of 300-W, whatever scheme is asked for. */
  public Box box() {
    return landmarks("300w-68").bounds();
  }

  /** Grey, of the picture's size: white where a person or a thing is, black in the background. */
  public RgbImage foreground() {
    RgbImage mask = new RgbImage(image.width(), image.height());
    for (int y = 0, at = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++, at += 3) {
        byte level = (byte) (part(x, y) == Part.BACKGROUND ? 0 : 255);
        Arrays.fill(mask.rgb(), at, at + 3, level);
      }
    }
    return mask;
  }

  /** What the pixel shows. */
  Part part(int x, int y) {
    int side = Supersampling.canvasSide(image.width());
    double step = side / (double) image.width();
    int row = (int) ((y + 0.5) * step);
    int column = (int) ((x + 0.5) * step);
    return Part.of(labels[row * side + column]);
  }
}
