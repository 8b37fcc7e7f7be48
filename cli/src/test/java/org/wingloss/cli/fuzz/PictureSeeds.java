package org.wingloss.cli.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/** Pictures of a few pixels, which {@code predict} reads. */
final class PictureSeeds {
  private static final int SIDE = 16;

  /** 20 × 12 pixels, two colours; Java has no writer of WebP. */
  private static final String LOSSY =
      "UklGRmYAAABXRUJQVlA4IFoAAAAQBACdASoUAAwAPm0skkWkIqGYBABABsSgCdEcAfwDKAP0AAtWsvTV4AD+6+NZ"
          + "yvL3/W3+zv/Hb0l/oVmt/x29Jf/2CF//6zmLl//2AE//zOYuVfInH/aAAAA=";

  private static final String LOSSLESS =
      "UklGRioAAABXRUJQVlA4TB4AAAAvE8ACAA9wCpRbIR/Fcv5jCQIBwoH/VwUKIvof5AA=";

  private PictureSeeds() {}

  static List<FuzzFormat> formats() {
    String[] commands = {
      "predict --model @/model @@ --box 2,2,14,14 --threads 1",
      "predict --model @/model @@ --box 2,2,14,14 --threads 1 --stored-orientation",
      "predict --model @/model @@ --whole --threads 1 --draw @/drawn"
    };
    return List.of(
        format("png", List.of("rgb.png", "grey.png", "indexed.png", "binary.png"), commands)
            .packedAs(Packing.PNG),
        format("jpeg", List.of("base.jpg", "grey.jpg", "progressive.jpg", "turned.jpg"), commands),
        format("bmp", List.of("rgb.bmp", "grey.bmp", "indexed.bmp", "binary.bmp"), commands),
        format("gif", List.of("grey.gif", "indexed.gif", "binary.gif"), commands),
        format("tiff", List.of("rgb.tiff", "grey.tiff", "indexed.tiff", "binary.tiff"), commands),
        format("webp", List.of("lossy.webp", "lossless.webp"), commands));
  }

  private static FuzzFormat format(String name, List<String> files, String... commands) {
    return FuzzFormat.of(name, folder -> write(folder, files), files, commands)
        .writing("drawn")
        .costing(6);
  }

  private static void write(Path folder, List<String> files) throws IOException {
    SmallModels.one(folder.resolve("model"));
    for (String file : files) {
      Files.write(folder.resolve(file), picture(file));
    }
  }

  private static byte[] picture(String file) throws IOException {
    String ending = file.substring(file.indexOf('.') + 1);
    return switch (file) {
      case "base.jpg" -> ImageFiles.jpeg(colours(), 0.9);
      case "turned.jpg" -> turned(ImageFiles.jpeg(colours(), 0.9));
      case "lossy.webp" -> Base64.getDecoder().decode(LOSSY);
      case "lossless.webp" -> Base64.getDecoder().decode(LOSSLESS);
      case "progressive.jpg" -> progressive(drawn(BufferedImage.TYPE_INT_RGB));
      default -> encoded(drawn(type(file)), ending);
    };
  }

  private static int type(String file) {
    return switch (file.substring(0, file.indexOf('.'))) {
      case "grey" -> BufferedImage.TYPE_BYTE_GRAY;
      case "indexed" -> BufferedImage.TYPE_BYTE_INDEXED;
      case "binary" -> BufferedImage.TYPE_BYTE_BINARY;
      default -> BufferedImage.TYPE_INT_RGB;
    };
  }

  /** A small picture of two colours of the engine's test pictures. */
  static RgbImage colours() {
    return SmallModels.picture(SIDE, SIDE, 1);
  }

  private static BufferedImage drawn(int type) {
    byte[] rgb = colours().rgb();
    BufferedImage image = new BufferedImage(SIDE, SIDE, type);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int red = rgb[3 * i] & 255;
      int green = rgb[3 * i + 1] & 255;
      int blue = rgb[3 * i + 2] & 255;
      image.setRGB(i % SIDE, i / SIDE, (red << 16) | (green << 8) | blue);
    }
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer of " + format);
    }
    return out.toByteArray();
  }

  private static byte[] progressive(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.write(null, new IIOImage(image, null, null), parameters);
    }
    writer.dispose();
    return out.toByteArray();
  }

  /** With an EXIF segment that says: a quarter turn. */
  private static byte[] turned(byte[] jpeg) {
    byte[] exif = {
      'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (8 + exif.length)});
    out.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
