package org.wingloss.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.training.OpenFiles;

class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

  /** Field 1 double wall_time of every event. */
  private static final String TIME = "09" + "00000040fc54d941";

  @TempDir private Path folder;

  /** CRC-32C of "123456789" is E3069283 (RFC 3720's polynomial, the check value of Rocksoft). */
  @Test
  void masked_checkValue_isRotatedBy15AndShifted() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    // E3069283 rotated right by 15 is 2507C60D; plus A282EAD8 is C78AB0E5.
    assertEquals(0xC78AB0E5, EventFile.masked(digits, 0, digits.length));
  }

  @Test
  void add_twoSteps_framesHoldVersionAndScalars() throws IOException {
    try (EventFile file = new EventFile(folder, 0, CLOCK)) {
      file.add(300, Map.of("loss", 1.5));
    }
    List<byte[]> events = events(only());
    // Field 3 file_version.
    assertArrayEquals(HexFormat.of().parseHex(TIME + "1a0d" + hex("brain.Event:2")), events.get(0));
    // Field 2 step 300; field 5 summary { 1: value { 1: tag, 2: simple_value 1.5f } }.
    String value = "0a04" + hex("loss") + "150000c03f";
    assertArrayEquals(
        HexFormat.of().parseHex(TIME + "10ac02" + "2a0d" + "0a0b" + value), events.get(2));
    assertEquals(3, events.size());
  }

  /** Field 4 of a value is the image: height, width, colour space, encoded bytes. */
  @Test
  void add_picture_isAnImageOfItsSize() throws IOException {
    RgbImage picture = new RgbImage(3, 2);
    try (EventFile file = new EventFile(folder, 0, CLOCK)) {
      file.add(5, "faces", picture);
    }
    String event = HexFormat.of().formatHex(events(only()).get(2));
    String png = HexFormat.of().formatHex(ImageFiles.png(picture));
    assertTrue(event.contains("1005" + "2a"), event);
    assertTrue(event.contains("0a05" + hex("faces") + "22"), event);
    assertTrue(event.contains("0802" + "1003" + "1803" + "22"), event);
    assertTrue(event.endsWith(png), event);
  }

  /**
   * TensorBoard passes over the first start of a session and forgets the step of each later one
   * with all that follow it: the last checkpoint's own step must stay.
   */
  @Test
  void open_runThatResumes_beginsFilesWithSessionStartsAfterTheStepsDone() throws IOException {
    new EventFile(folder, 0, CLOCK).close();
    new EventFile(folder, 0, CLOCK).close();
    new EventFile(folder, 7, CLOCK).close();
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    assertEquals(3, files.size());
    assertEquals(List.of(start("01"), start("01"), start("08")), starts(files));
  }

  /** Field 2 step; field 7 session_log { 1: START }. */
  private static String start(String step) {
    return TIME + "10" + step + "3a02" + "0801";
  }

  private static List<String> starts(List<Path> files) throws IOException {
    List<String> starts = new ArrayList<>();
    for (Path file : files) {
      starts.add(HexFormat.of().formatHex(events(file).get(1)));
    }
    return starts;
  }

  /** As on a disk that is full by then. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void open_firstEventCannotBeWritten_closesTheFile() throws IOException {
    assertThrows(
        IllegalStateException.class, () -> new EventFile(folder, 0, new ClockThatIsReadOnce()));
    assertFalse(OpenFiles.contain(only()));
  }

  /** Gives the file its name and fails for the first event. */
  private static final class ClockThatIsReadOnce extends Clock {
    private boolean read;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      if (read) {
        throw new IllegalStateException("the clock has stopped");
      }
      read = true;
      return CLOCK.instant();
    }
  }

  private Path only() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.findFirst().orElseThrow();
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Takes the frames apart and checks both sums of each. */
  private static List<byte[]> events(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> events = new ArrayList<>();
    while (in.hasRemaining()) {
      int start = in.position();
      byte[] data = new byte[(int) in.getLong()];
      assertEquals(EventFile.masked(in.array(), start, 8), in.getInt());
      in.get(data);
      assertEquals(EventFile.masked(data, 0, data.length), in.getInt());
      events.add(data);
    }
    return events;
  }
}
