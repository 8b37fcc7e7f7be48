package org.wingloss.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;

/**
 * Between AWT's pictures and ours. Samples are taken from the raster as they are: {@link
 * BufferedImage#getRGB} would treat grey as linear light and brighten it.
 */
final class AwtPixels {
  private AwtPixels() {}

  static RgbImage toRgb(BufferedImage image) {
    Raster raster = image.getRaster();
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return fromPalette(raster, palette);
    }
    if (raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && raster.getDataBuffer() instanceof DataBufferByte bytes
        && bytes.getNumBanks() == 1
        && raster.getSampleModelTranslateX() == 0
        && raster.getSampleModelTranslateY() == 0) {
      return fromBytes(image.getWidth(), image.getHeight(), model, bytes);
    }
    return fromSamples(raster);
  }

  /** AWT's view of a picture: what is written to one is in the other. */
  static BufferedImage over(RgbImage image, ColorModel colours) {
    byte[] rgb = image.rgb();
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length),
            image.width(),
            image.height(),
            3 * image.width(),
            3,
            new int[] {0, 1, 2},
            null);
    return new BufferedImage(colours, raster, false, null);
  }

  static BufferedImage toBuffered(RgbImage image) {
    BufferedImage out =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] to = ((DataBufferByte) out.getRaster().getDataBuffer()).getData();
    byte[] from = image.rgb();
    for (int i = 0; i < from.length; i += 3) {
      to[i] = from[i + 2];
      to[i + 1] = from[i + 1];
      to[i + 2] = from[i];
    }
    return out;
  }

  private static RgbImage fromBytes(
      int width, int height, PixelInterleavedSampleModel model, DataBufferByte buffer) {
    byte[] from = buffer.getData();
    int[] bands = model.getBandOffsets();
    boolean grey = bands.length < 3;
    int red = bands[0];
    int green = bands[grey ? 0 : 1];
    int blue = bands[grey ? 0 : 2];
    int step = model.getPixelStride();
    byte[] to = new byte[3 * width * height];
    int t = 0;
    for (int y = 0; y < height; y++) {
      int f = buffer.getOffset() + y * model.getScanlineStride();
      for (int x = 0; x < width; x++, f += step, t += 3) {
        to[t] = from[f + red];
        to[t + 1] = from[f + green];
        to[t + 2] = from[f + blue];
      }
    }
    return new RgbImage(width, height, to);
  }

  private static RgbImage fromPalette(Raster raster, IndexColorModel palette) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] to = new byte[3 * width * height];
    int[] row = new int[width];
    int t = 0;
    for (int y = 0; y < height; y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++, t += 3) {
        int argb = palette.getRGB(row[x]);
        to[t] = (byte) (argb >> 16);
        to[t + 1] = (byte) (argb >> 8);
        to[t + 2] = (byte) argb;
      }
    }
    return new RgbImage(width, height, to);
  }

  /** Any other layout: 16 bits, packed integers. */
  private static RgbImage fromSamples(Raster raster) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    SampleModel model = raster.getSampleModel();
    int bands = model.getNumBands();
    byte[] to = new byte[3 * width * height];
    int[] row = new int[width * bands];
    int t = 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          int band = bands < 3 ? 0 : c;
          to[t++] = eightBits(row[x * bands + band], model.getSampleSize(band));
        }
      }
    }
    return new RgbImage(width, height, to);
  }

  private static byte eightBits(int sample, int bits) {
    long largest = (1L << bits) - 1;
    return (byte) ((sample * 255L + largest / 2) / largest);
  }
}
