package org.wingloss.data.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;

/** A tar is not trusted: every oddity is a sentence that names the tar and the entry. */
class HostileTarTest {
  private static final Path FILE = Path.of("hostile.tar");
  private static final int SIDE = StreamFixture.GEOMETRY.size().side();

  @TempDir Path folder;
  private CropSample sample;
  private byte[] sound;

  @BeforeEach
  void writeTar() throws IOException {
    sample = StreamFixture.samples(StreamFixture.faces(folder, 1), CropEncoding.PNG).get(0);
    ShardName name = new ShardName(ShardName.Split.TRAIN, 0);
    TarShardWriter.write(folder, name, List.of(sample, sample).iterator());
    sound = Files.readAllBytes(folder.resolve(name.file()));
    assertEquals(2, TarShard.of(FILE, sound).samples());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.jpg",
        "/etc/a.jpg",
        "folder/a.jpg",
        "..\\a.jpg",
        ".hidden.jpg",
        "a\u0007.jpg",
        "a b.jpg"
      })
  void entry_nameThatLeadsElsewhere_isRefused(String name) throws IOException {
    refused(tar(new Entry(name, sample.picture().array())), "expected a name without a folder");
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_LINK,
        TarConstants.LF_SYMLINK,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK,
        TarConstants.LF_DIR,
        TarConstants.LF_FIFO,
        TarConstants.LF_CONTIG,
        TarConstants.LF_GNUTYPE_LONGNAME,
        TarConstants.LF_GNUTYPE_SPARSE,
        TarConstants.LF_PAX_EXTENDED_HEADER_LC,
        TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER
      })
  void entry_thatIsNoRegularFile_isRefused(byte type) throws IOException {
    byte[] tar = tar(new Entry("a.jpg", sample.picture().array()));
    tar[156] = type;
    putChecksumRight(tar, 0);
    refused(tar, "a.jpg: expected a regular file (type 0) but found type " + (char) type);
  }

  @Test
  void entry_longNameOfAnotherLibrary_isRefused() throws IOException {
    refused(
        tar(new Entry("a".repeat(200) + ".jpg", sample.picture().array())),
        "expected a name without");
  }

  @Test
  void picture_withoutJson_isRefused() throws IOException {
    refused(tar(picture("a")), "a.png: has no .json beside it");
    refused(tar(picture("a"), picture("b"), json("b")), "a.png: has no .json beside it");
  }

  @Test
  void json_withoutPicture_isRefused() throws IOException {
    refused(tar(json("a")), "a.json: has no picture beside it");
    refused(tar(json("a"), json("b")), "a.json: has no picture beside it");
    refused(tar(picture("a"), picture("a")), "a.png and a.png: expected a picture and a .json");
  }

  @Test
  void key_thatComesTwice_isRefused() throws IOException {
    refused(
        tar(picture("a"), json("a"), picture("b"), json("b"), picture("a"), json("a")),
        "a.png: a sample of that name came before");
  }

  @Test
  void entry_ofAnotherKind_isRefused() throws IOException {
    refused(tar(picture("a"), json("a"), new Entry("a.cls", new byte[1])), "a.cls: expected");
    refused(tar(new Entry("a", new byte[1])), "a: expected an entry that ends in");
  }

  @ParameterizedTest
  @CsvSource({
    "00000000000, entry at byte 512: ",
    "77777777777, says 8589934591 bytes but at most",
    "00400000000, says 67108864 bytes but the tar ends",
    "-0000000001, expected an octal number",
    "00000000009, expected an octal number",
    "'           ', expected an octal number"
  })
  void header_sizeThatCannotBe_isRefused(String size, String says) {
    byte[] tar = sound.clone();
    put(tar, 124, size);
    putChecksumRight(tar, 0);
    refused(tar, says);
  }

  @Test
  void header_binarySizeOfAnotherLibrary_isRefused() {
    byte[] tar = sound.clone();
    Arrays.fill(tar, 124, 136, (byte) 0xFF);
    putChecksumRight(tar, 0);
    refused(tar, "expected an octal number");
  }

  @Test
  void header_wrongChecksum_isRefused() {
    byte[] tar = sound.clone();
    tar[3] ^= 1;
    refused(tar, "entry at byte 0: the checksum of the header is wrong");
  }

  @Test
  void tar_cutAnywhere_isRefused() {
    for (int length = 0; length < sound.length; length += 64) {
      byte[] cut = Arrays.copyOf(sound, length);
      assertThrows(InvalidDataException.class, () -> TarShard.of(FILE, cut), "at " + length);
    }
  }

  @Test
  void tar_withSomethingBehindItsEnd_isRefused() {
    byte[] tar = Arrays.copyOf(sound, sound.length + 1024);
    assertEquals(2, TarShard.of(FILE, tar).samples());
    tar[tar.length - 1] = 1;
    refused(tar, "behind the end of the tar");
  }

  @Test
  void tar_withoutSample_isRefused() {
    refused(new byte[1024], "holds no sample");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\"|[[[[|Cannot deserialize",
        "],\"hidden\":[]|,[1]],\"hidden\":[]|landmarks[5] must have 2 numbers but has 1",
        "\"hidden\":[]|\"hidden\":[5]|hidden names landmark 5",
        "\"hidden\":[]|\"hidden\":null|at hidden",
        "\"hidden\":[]|\"hidden\":[],\"x\":1|Unrecognized field",
        "\"hidden\":[]|\"hidden\":[],\"hidden\":[]|Duplicate field",
        "\"landmarks\":[[|\"landmarks\":[[1e999,|expected a finite number",
        "\"landmarks\":[[|\"landmarks\":[[null,5],[|landmarks[0] must not hold null",
        "\"box\":[|\"box\":[9,9,1,1],\"b\":[|Unrecognized field",
        "\"id\":\"face-0.png\"|\"id\":\" \"|id must not be blank"
      })
  void json_thatDoesNotFit_isRefusedNamingTarAndEntry(String part, String instead, String says)
      throws IOException {
    String json = new String(SampleJson.write(sample), StandardCharsets.UTF_8);
    assertTrue(json.contains(part), json);
    TarShard shard = TarShard.of(FILE, tar(picture("a"), json("a", json.replace(part, instead))));
    var e = assertThrows(InvalidDataException.class, () -> shard.crop(0, SIDE));
    assertTrue(e.getMessage().startsWith("hostile.tar, a.json: "), e.getMessage());
    assertTrue(e.getMessage().contains(says), e.getMessage());
  }

  @Test
  void json_nestedWithoutEnd_isRefused() throws IOException {
    TarShard shard = TarShard.of(FILE, tar(picture("a"), json("a", "[".repeat(100_000))));
    assertThrows(InvalidDataException.class, () -> shard.crop(0, SIDE));
  }

  @Test
  void picture_ofAnotherSize_isNotDecoded() throws IOException {
    TarShard shard = TarShard.of(FILE, tar(picture("a"), json("a")));
    var e = assertThrows(InvalidDataException.class, () -> shard.crop(0, SIDE + 1).patch());
    assertEquals(
        "hostile.tar, a.png: expected a crop of %d x %d pixels but found %d x %d"
            .formatted(SIDE + 1, SIDE + 1, SIDE, SIDE),
        e.getMessage());
  }

  @Test
  void picture_damaged_isRefusedNamingTarAndEntry() throws IOException {
    byte[] half = Arrays.copyOf(sample.picture().array(), sample.picture().array().length / 2);
    TarShard shard = TarShard.of(FILE, tar(new Entry("a.png", half), json("a")));
    var e = assertThrows(InvalidDataException.class, () -> shard.crop(0, SIDE).patch());
    assertTrue(e.getMessage().startsWith("hostile.tar, a.png: "), e.getMessage());
  }

  private static void refused(byte[] tar, String says) {
    var e = assertThrows(InvalidDataException.class, () -> TarShard.of(FILE, tar));
    assertTrue(e.getMessage().startsWith("hostile.tar: "), e.getMessage());
    assertTrue(e.getMessage().contains(says), e.getMessage());
  }

  private static final class Entry {
    private final String name;
    private final byte[] content;

    Entry(String name, byte[] content) {
      this.name = name;
      this.content = content;
    }
  }

  private Entry picture(String key) {
    return new Entry(key + ".png", sample.picture().array());
  }

  private Entry json(String key) {
    return new Entry(key + ".json", SampleJson.write(sample));
  }

  private static Entry json(String key, String text) {
    return new Entry(key + ".json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] tar(Entry... entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (Entry entry : entries) {
        TarArchiveEntry header = new TarArchiveEntry(entry.name, true);
        header.setSize(entry.content.length);
        tar.putArchiveEntry(header);
        tar.write(entry.content);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static void put(byte[] tar, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, tar, at, bytes.length);
  }

  private static void putChecksumRight(byte[] tar, int at) {
    put(tar, at + 148, "        ");
    int sum = 0;
    for (int i = at; i < at + 512; i++) {
      sum += tar[i] & 0xFF;
    }
    put(tar, at + 148, String.format("%06o\0 ", sum));
  }
}
