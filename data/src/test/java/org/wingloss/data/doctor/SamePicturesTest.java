package org.wingloss.data.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.wingloss.data.image.ExifOrientation;
import org.wingloss.data.image.RgbImage;

class SamePicturesTest {
  private static final int MOST = SamePictures.MOST_ALIKE;

  @Test
  void forEach_differentPictures_pairsFlipsKnownByTheirNames() {
    Map<Path, ExaminedPicture> pictures = new HashMap<>();
    pictures.put(Path.of("a.png"), picture(1));
    pictures.put(Path.of("b.png"), picture(2));
    pictures.put(Path.of("b_mirror.png"), picture(3));
    pictures.put(Path.of("c.png"), picture(1));
    assertEquals(
        List.of(
            new SamePictures.Pair(Path.of("b.png"), Path.of("b_mirror.png"), true),
            new SamePictures.Pair(Path.of("a.png"), Path.of("c.png"), false)),
        pairs(pictures, file -> 1));
  }

  @Test
  void forEach_hundredsAlike_pairsEachWithTheFirstOfEveryKind() {
    Map<Path, ExaminedPicture> pictures = new HashMap<>();
    int each = MOST + 100;
    for (int i = 0; i < 2 * each; i++) {
      pictures.put(frame(i), picture(1));
    }
    ToIntFunction<Path> kind = file -> file.compareTo(frame(each)) < 0 ? 1 : 2;
    Path last = frame(2 * each - 1);
    List<SamePictures.Pair> ofLast =
        pairs(pictures, kind).stream().filter(pair -> pair.second().equals(last)).toList();
    assertEquals(2 * MOST, ofLast.size());
    assertEquals(frame(0), ofLast.get(0).first());
    assertEquals(frame(each), ofLast.get(MOST).first());
  }

  private static Path frame(int i) {
    return Path.of("f%04d.png".formatted(i));
  }

  private static List<SamePictures.Pair> pairs(
      Map<Path, ExaminedPicture> pictures, ToIntFunction<Path> kind) {
    List<SamePictures.Pair> pairs = new ArrayList<>();
    new SamePictures(pictures, kind).forEach(pairs::add);
    return pairs;
  }

  private static ExaminedPicture picture(int seed) {
    byte[] rgb = new byte[3 * 9 * 9];
    new Random(seed).nextBytes(rgb);
    Thumbnail look = Thumbnail.of(new RgbImage(9, 9, rgb));
    return new ExaminedPicture(9, 9, ExifOrientation.UPRIGHT, Optional.of(look), "");
  }
}
