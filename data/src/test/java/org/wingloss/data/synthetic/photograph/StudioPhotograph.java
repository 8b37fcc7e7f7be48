package org.wingloss.data.synthetic.photograph;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;

/** A synthetic face, seen from the front, before a plain background that gets darker downwards. */
record StudioPhotograph(RgbImage image, RgbImage foreground, Landmarks landmarks) {
  static StudioPhotograph of(long index, int size) {
    return of(index, size, 0);
  }

  static StudioPhotograph smiling(long index, int size) {
    return of(index, size, 0.5);
  }

  private static StudioPhotograph of(long index, int size, double expression) {
    SyntheticSettings frontal =
        new SyntheticSettings(0.1, 0.2, 0.1, 0.1, expression, 0.5, 0, 0, 0.4);
    SyntheticFace face = new SyntheticFaces(17, frontal).face(index, size);
    RgbImage image = face.image();
    RgbImage foreground = face.foreground();
    for (int i = 0; i < size * size; i++) {
      if (foreground.rgb()[3 * i] == 0) {
        int row = i / size;
        for (int c = 0; c < 3; c++) {
          image.rgb()[3 * i + c] = (byte) (220 - 10 * c - (40 * row) / size);
        }
      }
    }
    return new StudioPhotograph(image, foreground, face.landmarks("300w-68"));
  }
}
