package org.wingloss.data.crop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.AffineMap;

/**
 * The SHA-256 of everything that decides the patches of a store: the bytes of every picture, the
 * maps, the size of the patches. Equal keys mean equal patches, whatever a file's name or date.
 */
final class CropKey {
  private CropKey() {}

  static byte[] of(CropMaker maker, int threads) {
    List<Callable<byte[]>> tasks = new ArrayList<>();
    for (Path picture : maker.facesOfPicture().keySet()) {
      tasks.add(() -> digest(picture));
    }
    List<byte[]> pictures = CropMaker.runAll(tasks, threads);
    MessageDigest key = sha256();
    key.update(ByteBuffer.allocate(8).putInt(maker.size().side()).putInt(maker.count()).flip());
    int next = 0;
    for (List<Integer> faces : maker.facesOfPicture().values()) {
      key.update(pictures.get(next++));
      for (int i : faces) {
        AffineMap map = maker.storeFromImage().get(i);
        ByteBuffer numbers = ByteBuffer.allocate(52).putInt(i);
        numbers.putDouble(map.xx()).putDouble(map.xy()).putDouble(map.x0());
        numbers.putDouble(map.yx()).putDouble(map.yy()).putDouble(map.y0());
        key.update(numbers.flip());
      }
    }
    return key.digest();
  }

  private static byte[] digest(Path picture) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(picture)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (NoSuchFileException e) {
      throw InvalidDataException.in(picture, "no such picture", e);
    } catch (IOException e) {
      throw InvalidDataException.in(picture, "cannot be read: " + e.getMessage(), e);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
