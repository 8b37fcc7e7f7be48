package org.wingloss.data.crop;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.io.Sha256;

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
    Sha256 key = new Sha256();
    key.add(ByteBuffer.allocate(8).putInt(maker.size().side()).putInt(maker.count()).flip());
    int next = 0;
    for (List<Integer> faces : maker.facesOfPicture().values()) {
      key.add(ByteBuffer.wrap(pictures.get(next++)));
      for (int i : faces) {
        AffineMap map = maker.storeFromImage().get(i);
        ByteBuffer numbers = ByteBuffer.allocate(52).putInt(i);
        numbers.putDouble(map.xx()).putDouble(map.xy()).putDouble(map.x0());
        numbers.putDouble(map.yx()).putDouble(map.yy()).putDouble(map.y0());
        key.add(numbers.flip());
      }
    }
    return key.bytes();
  }

  private static byte[] digest(Path picture) {
    if (!Files.exists(picture)) {
      throw InvalidDataException.in(picture, "no such picture");
    }
    return Sha256.of(picture).bytes();
  }
}
