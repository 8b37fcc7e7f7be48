package org.wingloss.data.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

@Timeout(60)
class WindowReaderTest {
  private static final int[] TARS = {2, 2, 2, 2};

  @TempDir Path folder;

  @Test
  void window_third_isNotReadBeforeTheFirstIsDrawn() throws Exception {
    WindowOrder order = write();
    Path third = file(order.tars(2)[0]);
    byte[] bytes = Files.readAllBytes(third);
    Files.delete(third);
    try (WindowReader reader = new WindowReader(ShardFolder.open(folder), order)) {
      StreamWindow first = reader.window(0);
      first.expect(2);
      StreamWindow second = reader.window(1);
      second.expect(2);
      assertEquals(2, first.tar(0).samples());
      assertEquals(2, second.tar(0).samples());
      first.drawn();
      Thread.sleep(200); // time enough to read the third, whose tar is away
      Files.write(third, bytes);
      first.drawn();
      assertEquals(2, reader.window(2).tar(0).samples());
    }
  }

  @Test
  void window_absent_failsForEveryDrawNamingTheTar() throws IOException {
    WindowOrder order = write();
    Path second = file(order.tars(1)[0]);
    Files.delete(second);
    try (WindowReader reader = new WindowReader(ShardFolder.open(folder), order)) {
      assertEquals(2, reader.window(0).tar(0).samples());
      StreamWindow window = reader.window(1);
      for (int i = 0; i < 2; i++) {
        var e = assertThrows(InvalidDataException.class, () -> window.tar(0));
        assertEquals(second + ": there is no such file", e.getMessage());
      }
    }
  }

  @Test
  void window_outOfOrder_isRefused() {
    WindowOrder order = write();
    try (WindowReader reader = new WindowReader(ShardFolder.open(folder), order)) {
      reader.window(4);
      assertThrows(IllegalArgumentException.class, () -> reader.window(6));
    }
  }

  private WindowOrder write() {
    List<CropSample> samples =
        StreamFixture.samples(StreamFixture.faces(folder, 8), CropEncoding.JPEG);
    StreamFixture.write(folder, samples, TARS);
    return new WindowOrder(TARS, 1, 1);
  }

  private Path file(int tar) {
    return folder.resolve("train-0000" + tar + ".tar");
  }
}
