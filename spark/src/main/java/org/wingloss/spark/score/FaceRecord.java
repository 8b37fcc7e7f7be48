package org.wingloss.spark.score;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/**
 * A face on its way between machines, as bytes: which table it is of, its id, and what {@code
 * score} needs of it, exact. The id can be read alone.
 */
final class FaceRecord {
  private static final int BOX = 1;
  private static final int PICTURE = 2;
  private static final int YAW = 4;
  private static final Visibility[] STATES = Visibility.values();

  private FaceRecord() {}

  /**
   * Writes a face.
   *
   * @param table 0 for the ground truth, 1 … for predictions
   */
  static byte[] write(int table, Face face) {
    Landmarks landmarks = face.landmarks();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 17 * landmarks.count());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(table);
      text(out, face.id());
      out.writeInt(landmarks.count());
      for (int i = 0; i < landmarks.count(); i++) {
        out.writeByte(number(landmarks.state(i)));
        out.writeDouble(landmarks.x(i));
        out.writeDouble(landmarks.y(i));
      }
      out.writeByte(
          (face.box().isPresent() ? BOX : 0)
              | (face.picture().isPresent() ? PICTURE : 0)
              | (face.yaw().isPresent() ? YAW : 0));
      if (face.box().isPresent()) {
        for (double side : face.box().get().edges()) {
          out.writeDouble(side);
        }
      }
      if (face.picture().isPresent()) {
        text(out, face.picture().get().toString());
      }
      if (face.yaw().isPresent()) {
        out.writeDouble(face.yaw().getAsDouble());
      }
      out.writeInt(face.subsets().size());
      for (String subset : face.subsets()) {
        text(out, subset);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int number(Visibility state) {
    for (int i = 0; i < STATES.length; i++) {
      if (STATES[i] == state) {
        return i;
      }
    }
    throw new IllegalArgumentException(state.toString());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  /** The table of a face. */
  static int table(byte[] face) {
    return ByteBuffer.wrap(face).getInt();
  }

  /** The id alone. */
  static String id(byte[] face) {
    int length = ByteBuffer.wrap(face).getInt(Integer.BYTES);
    return new String(face, 8, length, StandardCharsets.UTF_8);
  }

  /** The face. */
  static Face read(byte[] face) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(face))) {
      in.readInt();
      String id = text(in);
      int count = in.readInt();
      double[] vector = new double[2 * count];
      Visibility[] states = new Visibility[count];
      for (int i = 0; i < count; i++) {
        states[i] = STATES[in.readByte()];
        vector[i] = in.readDouble();
        vector[count + i] = in.readDouble();
      }
      int has = in.readByte();
      Optional<Box> box =
          (has & BOX) == 0
              ? Optional.empty()
              : Optional.of(
                  new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
      Optional<Path> picture =
          (has & PICTURE) == 0 ? Optional.empty() : Optional.of(Path.of(text(in)));
      OptionalDouble yaw =
          (has & YAW) == 0 ? OptionalDouble.empty() : OptionalDouble.of(in.readDouble());
      Set<String> subsets = new TreeSet<>();
      for (int left = in.readInt(); left > 0; left--) {
        subsets.add(text(in));
      }
      return new Face(id, picture, Landmarks.of(vector, states), box, subsets, yaw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
