package org.wingloss.evaluation.score;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.hipparchus.util.ResizableDoubleArray;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;

/**
 * {@link PartialScores} as bytes, to send and to keep: the names of scheme and norms, the faces
 * column by column, the sums. Numbers are big-endian, texts are UTF-8 after their length, sets of
 * faces are the longs of a {@link BitSet} after their number. Equal parts have equal bytes.
 */
final class PartialScoresFormat {
  private static final int VERSION = 0x57505332;

  private PartialScoresFormat() {}

  static byte[] write(PartialScores part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      text(out, part.scheme.name());
      out.writeInt(part.norms.size());
      for (Normaliser norm : part.norms) {
        text(out, norm.name());
      }
      out.writeInt(part.size());
      for (String id : part.ids) {
        text(out, id);
      }
      for (ResizableDoubleArray column : part.columns) {
        for (double value : column.getElements()) {
          out.writeLong(Double.doubleToLongBits(value));
        }
      }
      out.writeInt(part.subsets.size());
      for (Map.Entry<String, BitSet> subset : part.subsets.entrySet()) {
        text(out, subset.getKey());
        set(out, subset.getValue());
      }
      for (BitSet faces : List.of(part.missing, part.incomplete, part.far)) {
        set(out, faces);
      }
      for (LandmarkSums sums : part.landmarks) {
        sums.write(out);
      }
      part.conventions.write(out);
      part.meanShape.write(out);
      part.fingerprint.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void set(DataOutputStream out, BitSet faces) throws IOException {
    long[] words = faces.toLongArray();
    out.writeInt(words.length);
    for (long word : words) {
      out.writeLong(word);
    }
  }

  /**
   * Reads a part.
   *
   * @throws InvalidDataException if the bytes are no part of this scheme under these norms
   */
  static PartialScores read(byte[] bytes, LandmarkScheme scheme, List<Normaliser> norms) {
    PartialScores part = new PartialScores(scheme, norms);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      require(in.readInt() == VERSION, "are not of this version");
      require(text(in).equals(scheme.name()), "are of another scheme than " + scheme.name());
      require(in.readInt() == norms.size(), "are under other norms");
      for (Normaliser norm : norms) {
        require(text(in).equals(norm.name()), "are under other norms");
      }
      int size = count(in, Integer.BYTES);
      for (int i = 0; i < size; i++) {
        part.ids.add(text(in));
      }
      for (ResizableDoubleArray column : part.columns) {
        for (int i = 0; i < size; i++) {
          column.addElement(Double.longBitsToDouble(in.readLong()));
        }
      }
      int subsets = count(in, Integer.BYTES);
      for (int i = 0; i < subsets; i++) {
        part.subsets.put(text(in), set(in, size));
      }
      for (BitSet set : List.of(part.missing, part.incomplete, part.far)) {
        set.or(set(in, size));
      }
      for (LandmarkSums sums : part.landmarks) {
        sums.read(in);
      }
      part.conventions.read(in);
      part.meanShape.read(in);
      part.fingerprint.read(in);
      require(in.available() == 0, "go on after their end");
      return part;
    } catch (EOFException e) {
      throw new InvalidDataException("the scores of a part end too early", e);
    } catch (IOException | NumberFormatException e) {
      throw new InvalidDataException("the scores of a part cannot be read: " + e.getMessage(), e);
    }
  }

  /** How many things follow, each of at least so many bytes. */
  private static int count(DataInputStream in, int each) throws IOException {
    int count = in.readInt();
    require(count >= 0 && count <= in.available() / each, "are damaged");
    return count;
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[count(in, 1)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static BitSet set(DataInputStream in, int size) throws IOException {
    long[] words = new long[count(in, Long.BYTES)];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.readLong();
    }
    BitSet set = BitSet.valueOf(words);
    require(set.length() <= size, "are damaged");
    return set;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new InvalidDataException("the scores of a part " + what);
    }
  }
}
