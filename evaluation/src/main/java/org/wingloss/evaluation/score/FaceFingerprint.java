package org.wingloss.evaluation.score;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.io.Sha256;

/**
 * Tells one set of faces from another by their ground-truth landmarks, whatever their order and
 * their ids: the sum of the faces' SHA-256, modulo 2^256. Coordinates are rounded to thousandths of
 * a pixel, so that a detour over 1-based files changes nothing for coordinates of up to three
 * decimals; one with more may be rounded to the other side.
 */
final class FaceFingerprint {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private BigInteger sum = BigInteger.ZERO;

  void add(Landmarks truth) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES * truth.count());
    for (int i = 0; i < truth.count(); i++) {
      boolean present = truth.isPresent(i);
      bytes.putLong(present ? Math.round(1000 * truth.x(i)) : Long.MIN_VALUE);
      bytes.putLong(present ? Math.round(1000 * truth.y(i)) : Long.MIN_VALUE);
    }
    add(new BigInteger(1, Sha256.of(bytes.array()).bytes()));
  }

  void addAll(FaceFingerprint other) {
    add(other.sum);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(hex());
  }

  void read(DataInput in) throws IOException {
    sum = new BigInteger(in.readUTF(), 16).mod(MODULUS);
  }

  private void add(BigInteger more) {
    sum = sum.add(more).mod(MODULUS);
  }

  /** 64 hexadecimal digits. */
  String hex() {
    return "%064x".formatted(sum);
  }
}
