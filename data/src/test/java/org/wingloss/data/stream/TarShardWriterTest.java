package org.wingloss.data.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

class TarShardWriterTest {
  private static final ShardName NAME = new ShardName(ShardName.Split.TRAIN, 7);
  private static final int SIDE = StreamFixture.GEOMETRY.size().side();

  @TempDir Path folder;
  private List<Face> faces;

  @BeforeEach
  void writePictures() {
    faces = StreamFixture.faces(folder, 4);
  }

  @Test
  void tar_readByAnotherLibrary_hasTheEntriesOfWebDataset() throws IOException {
    write(CropEncoding.JPEG);
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream tar = open()) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
        assertTrue(entry.isFile() && entry.isCheckSumOK());
        assertEquals(0, entry.getLongUserId() + entry.getLongGroupId());
        assertEquals(FileTime.fromMillis(0), entry.getLastModifiedTime());
        assertEquals(0644, entry.getMode() & 0777);
      }
    }
    assertEquals(
        List.of(
            "train-00007-000000.jpg",
            "train-00007-000000.json",
            "train-00007-000001.jpg",
            "train-00007-000001.json"),
        names.subList(0, 4));
    assertEquals(8, names.size());
  }

  @Test
  void annotation_ofASample_isTheDocumentedObject() throws IOException {
    Face face =
        faces
            .get(0)
            .withLandmarks(
                Landmarks.of(
                    new double[] {110, 200, 160, 0, 190, 100, 98, 140, 0, 190},
                    new Visibility[] {
                      Visibility.VISIBLE,
                      Visibility.VISIBLE,
                      Visibility.HIDDEN,
                      Visibility.MISSING,
                      Visibility.VISIBLE
                    }))
            .withBox(new Box(100, 90, 220, 210))
            .withSubsets(Set.of("pose", "common"));
    CropSample sample = StreamFixture.sample(face, CropEncoding.PNG);
    String json = new String(SampleJson.write(sample), StandardCharsets.UTF_8);
    assertTrue(json.startsWith("{\"id\":\"face-0.png\",\"landmarks\":[["), json);
    assertTrue(json.contains(",null,["), json);
    assertTrue(json.contains("],\"hidden\":[2],\"box\":["), json);
    assertTrue(json.contains("],\"subsets\":[\"common\",\"pose\"],\"crop\":["), json);

    SampleJson read = SampleJson.read(json.getBytes(StandardCharsets.UTF_8), "x");
    assertEquals(sample.face(), read.face());
    assertEquals(sample.cropFromImage(), read.cropFromImage());
  }

  @Test
  void png_readBack_isThePatchOfACropStoreToTheBit() {
    TarShard shard = write(CropEncoding.PNG);
    CropStore store = store();
    RgbImage scratch = new RgbImage(SIDE, SIDE);
    for (int i = 0; i < faces.size(); i++) {
      assertArrayEquals(store.patch(i, scratch).rgb(), shard.crop(i, SIDE).patch().rgb());
      assertEquals(store.landmarks(i), shard.crop(i, SIDE).face().landmarks());
      assertEquals(store.storeFromImage(i), shard.crop(i, SIDE).cropFromImage());
      assertEquals(faces.get(i).id(), shard.crop(i, SIDE).face().id());
    }
  }

  @Test
  void jpeg_readBack_isNearThePatchOfACropStore() {
    TarShard shard = write(CropEncoding.JPEG);
    RgbImage scratch = new RgbImage(SIDE, SIDE);
    for (int i = 0; i < faces.size(); i++) {
      byte[] exact = store().patch(i, scratch).rgb();
      byte[] stored = shard.crop(i, SIDE).patch().rgb();
      double squares = 0;
      for (int k = 0; k < exact.length; k++) {
        squares += Math.pow((exact[k] & 0xFF) - (stored[k] & 0xFF), 2);
      }
      assertTrue(Math.sqrt(squares / exact.length) < 8, "sample " + i);
    }
  }

  @Test
  void bytes_ofTheSameSamples_areTheSame() throws IOException {
    write(CropEncoding.JPEG);
    byte[] first = Files.readAllBytes(file());
    write(CropEncoding.JPEG);
    assertArrayEquals(first, Files.readAllBytes(file()));
    assertEquals(0, first.length % 512);
  }

  @Test
  void statistics_ofAFinishedTar_areThoseOfItsWriter() {
    ShardStatistics written =
        TarShardWriter.write(
            folder, NAME, StreamFixture.samples(faces, CropEncoding.JPEG).iterator());
    assertEquals(written, ShardStatistics.of(folder, NAME));
    assertEquals(4, written.samples());
  }

  @Test
  void write_noSample_isRefused() {
    assertThrows(
        NoSuchElementException.class,
        () -> TarShardWriter.write(folder, NAME, List.<CropSample>of().iterator()));
    assertFalse(Files.exists(file()));
  }

  @Test
  void write_sourceFails_leavesNothingBehind() throws IOException {
    Iterator<CropSample> failing =
        Stream.of(0, 1, 9)
            .map(i -> StreamFixture.sample(faces.get(i), CropEncoding.JPEG))
            .iterator();
    assertThrows(
        IndexOutOfBoundsException.class, () -> TarShardWriter.write(folder, NAME, failing));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(4, left.count(), "the pictures alone");
    }
  }

  private TarShard write(CropEncoding encoding) {
    TarShardWriter.write(folder, NAME, StreamFixture.samples(faces, encoding).iterator());
    return TarShard.read(file());
  }

  private CropStore store() {
    CropGeometry geometry = StreamFixture.GEOMETRY;
    return CropStore.inMemory(faces, new BoxCrop(geometry.box()), geometry.size(), 1);
  }

  private Path file() {
    return folder.resolve("train-00007.tar");
  }

  private TarArchiveInputStream open() throws IOException {
    return new TarArchiveInputStream(Files.newInputStream(file()));
  }
}
