package org.wingloss.cli.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.wingloss.data.io.Sha256;

/** Takes a sound file apart and packs changed parts again, with lengths and checksums put right. */
enum Packing {
  /** Chunks behind checksums; the picture data in one deflated stream. */
  PNG {
    private static final String DATA = "IDAT";
    private static final int HEAD = 8;

    @Override
    Map<String, byte[]> parts(byte[] file) throws DataFormatException {
      Map<String, byte[]> parts = new LinkedHashMap<>();
      ByteBuffer in = ByteBuffer.wrap(file);
      in.position(HEAD);
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      while (in.hasRemaining()) {
        byte[] content = new byte[in.getInt()];
        byte[] type = new byte[4];
        in.get(type).get(content).getInt();
        String name = new String(type, StandardCharsets.US_ASCII);
        if (name.equals(DATA)) {
          data.writeBytes(content);
          parts.put(DATA, content);
        } else {
          parts.put(name, content);
        }
      }
      parts.put(DATA, inflate(data.toByteArray()));
      return parts;
    }

    @Override
    byte[] file(Map<String, byte[]> parts) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
      parts.forEach(
          (name, part) -> {
            byte[] content = name.equals(DATA) ? deflate(part) : part;
            byte[] type = name.getBytes(StandardCharsets.US_ASCII);
            CRC32 crc = new CRC32();
            crc.update(type);
            crc.update(content);
            out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
            out.writeBytes(type);
            out.writeBytes(content);
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
          });
      return out.toByteArray();
    }
  },

  /** Entries by name. */
  ZIP {
    @Override
    Map<String, byte[]> parts(byte[] file) throws IOException {
      Map<String, byte[]> parts = new LinkedHashMap<>();
      try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          parts.put(entry.getName(), in.readAllBytes());
        }
      }
      return parts;
    }

    @Override
    byte[] file(Map<String, byte[]> parts) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
          zip.putNextEntry(new ZipEntry(part.getKey()));
          zip.write(part.getValue());
          zip.closeEntry();
        }
      }
      return out.toByteArray();
    }
  },

  /** Entries by name; their headers are put right. */
  TAR {
    @Override
    Map<String, byte[]> parts(byte[] file) throws IOException {
      Map<String, byte[]> parts = new LinkedHashMap<>();
      try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(file))) {
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          parts.put(entry.getName(), in.readAllBytes());
        }
      }
      return parts;
    }

    @Override
    byte[] file(Map<String, byte[]> parts) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
          TarArchiveEntry entry = new TarArchiveEntry(part.getKey());
          entry.setSize(part.getValue().length);
          tar.putArchiveEntry(entry);
          tar.write(part.getValue());
          tar.closeArchiveEntry();
        }
      }
      return out.toByteArray();
    }
  },

  /** MATLAB 5: a head of 128 bytes, then variables, deflated one by one. */
  MAT5 {
    private static final int HEAD = 128;
    private static final int COMPRESSED = 15;

    @Override
    Map<String, byte[]> parts(byte[] file) throws DataFormatException {
      Map<String, byte[]> parts = new LinkedHashMap<>();
      parts.put("head", Arrays.copyOf(file, HEAD));
      ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      in.position(HEAD);
      while (in.hasRemaining()) {
        int from = in.position();
        int type = in.getInt();
        int length = in.getInt();
        byte[] content = new byte[length];
        in.get(content);
        parts.put(
            "variable" + parts.size(),
            type == COMPRESSED ? inflate(content) : Arrays.copyOfRange(file, from, in.position()));
      }
      return parts;
    }

    @Override
    byte[] file(Map<String, byte[]> parts) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      parts.forEach(
          (name, part) -> {
            if (name.equals("head")) {
              out.writeBytes(part);
              return;
            }
            byte[] content = deflate(part);
            ByteBuffer tag = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            out.writeBytes(tag.putInt(COMPRESSED).putInt(content.length).array());
            out.writeBytes(content);
          });
      return out.toByteArray();
    }
  },

  /** A part of a sharded work: lines, and a last one with their number and SHA-256. */
  SHARD {
    @Override
    Map<String, byte[]> parts(byte[] file) {
      String text = new String(file, StandardCharsets.ISO_8859_1);
      int items = text.indexOf('\n') + 1;
      int end = text.lastIndexOf("{\"end\"");
      Map<String, byte[]> parts = new LinkedHashMap<>();
      parts.put("header", Arrays.copyOf(file, items));
      parts.put("items", Arrays.copyOfRange(file, items, end));
      return parts;
    }

    @Override
    byte[] file(Map<String, byte[]> parts) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      parts.values().forEach(out::writeBytes);
      String lines = new String(parts.get("items"), StandardCharsets.ISO_8859_1);
      String sha256 = Sha256.of(out.toByteArray()).hex();
      String end =
          "{\"end\":%d,\"sha256\":\"%s\"}\n"
              .formatted(lines.chars().filter(c -> c == '\n').count(), sha256);
      out.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
      return out.toByteArray();
    }
  };

  private static final int LARGEST_PART = 1 << 22;

  /** The parts of a sound file by name. */
  abstract Map<String, byte[]> parts(byte[] file) throws IOException, DataFormatException;

  /** A file of changed parts. */
  abstract byte[] file(Map<String, byte[]> parts) throws IOException;

  private static byte[] inflate(byte[] packed) throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(packed);
    byte[] content = new byte[LARGEST_PART];
    int length = inflater.inflate(content);
    inflater.end();
    return Arrays.copyOf(content, length);
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater();
    deflater.setInput(content);
    deflater.finish();
    byte[] packed = new byte[content.length + 1024];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }
}
