package org.wingloss.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Picture files for tests, whole or put together from parts. */
final class PictureFiles {
  /** 20 × 12 pixels, left half (200, 40, 40), right half (30, 60, 190); written by libwebp 1.x. */
  static final byte[] LOSSY_WEBP =
      Base64.getDecoder()
          .decode(
              "UklGRmYAAABXRUJQVlA4IFoAAAAQBACdASoUAAwAPm0skkWkIqGYBABABsSgCdEcAfwDKAP0AAtWsvTV4AD+6+NZ"
                  + "yvL3/W3+zv/Hb0l/oVmt/x29Jf/2CF//6zmLl//2AE//zOYuVfInH/aAAAA=");

  /** The same picture without loss. */
  static final byte[] LOSSLESS_WEBP =
      Base64.getDecoder()
          .decode("UklGRioAAABXRUJQVlA4TB4AAAAvE8ACAA9wCpRbIR/Fcv5jCQIBwoH/VwUKIvof5AA=");

  private PictureFiles() {}

  /** A picture as the Java runtime writes it. */
  static byte[] written(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer for " + format);
    }
    return out.toByteArray();
  }

  static byte[] tiff(BufferedImage image, String packing) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionType(packing);
    return written(writer, image, param);
  }

  static byte[] progressiveJpeg(RgbImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    return written(writer, AwtPixels.toBuffered(picture), param);
  }

  private static byte[] written(ImageWriter writer, BufferedImage image, ImageWriteParam param)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Where the last scan of a JPEG file begins. */
  static int lastScan(byte[] jpeg) {
    int at = jpeg.length - 2;
    while ((jpeg[at] & 0xFF) != 0xFF || (jpeg[at + 1] & 0xFF) != 0xDA) {
      at--;
    }
    return at;
  }

  /** A PNG file of zeros, its header as given and a chunk of the caller's behind it. */
  static byte[] png(int width, int height, int depth, int colourType, byte[] chunk) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    out.writeBytes(chunk("IHDR", header.put((byte) depth).put((byte) colourType).array()));
    out.writeBytes(chunk);
    if (colourType == 3) {
      out.writeBytes(chunk("PLTE", new byte[768]));
    }
    int samples = colourType == 2 ? 3 : 1;
    long row = 1 + ((long) width * samples * depth + 7) / 8;
    out.writeBytes(chunk("IDAT", deflated(row * height)));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  static byte[] chunk(String type, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    CRC32 check = new CRC32();
    check.update(content.toByteArray());
    return ByteBuffer.allocate(content.size() + 8)
        .putInt(content.size() - 4)
        .put(content.toByteArray())
        .putInt((int) check.getValue())
        .array();
  }

  /** Zeros, deflated to about a thousandth. */
  static byte[] deflated(long zeros) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      byte[] block = new byte[1 << 16];
      for (long left = zeros; left > 0; left -= block.length) {
        deflater.write(block, 0, (int) Math.min(left, block.length));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  /** An EXIF block that holds the orientation alone. */
  static byte[] exif(int orientation) {
    ByteBuffer out = ByteBuffer.allocate(26).putInt(0x4D4D002A).putInt(8).putShort((short) 1);
    out.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return out.array();
  }

  /** A BMP file of 24-byte rows, its header as given. */
  static byte[] bmp(int width, int height, int bits, int compression, int imageBytes, int begin) {
    ByteBuffer out = ByteBuffer.allocate(70).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M').putInt(70).putInt(0).putInt(begin).putInt(40);
    out.putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
    return out.putInt(compression).putInt(imageBytes).array();
  }

  /** A TIFF file with fields of whole numbers (tag, value) and 64 bytes of zeros at 8. */
  static byte[] tiff(int... fields) {
    ByteBuffer out = ByteBuffer.allocate(78 + 6 * fields.length);
    out.putInt(0x4D4D002A).putInt(72).position(72);
    out.putShort((short) (fields.length / 2));
    for (int i = 0; i < fields.length; i += 2) {
      out.putShort((short) fields[i]).putShort((short) 4).putInt(1).putInt(fields[i + 1]);
    }
    return out.array();
  }

  /** A WebP file of one chunk. */
  static byte[] webp(String type, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(20 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + data.length);
    out.put(("WEBP" + type).getBytes(StandardCharsets.US_ASCII));
    return out.putInt(data.length).put(data).array();
  }
}
