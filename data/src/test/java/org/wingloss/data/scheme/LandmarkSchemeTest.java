package org.wingloss.data.scheme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

class LandmarkSchemeTest {
  @Test
  void of_fileWithTwoBillionLandmarks_isRefusedBeforeTheyAreCounted(@TempDir Path folder)
      throws IOException {
    String text = LandmarkScheme.of("mtfl-5").toJson();
    String large = text.replaceFirst("\"count\"\\s*:\\s*5", "\"count\" : 2147483647");
    Path file = Files.writeString(folder.resolve("large.json"), large);
    var thrown = assertThrows(InvalidDataException.class, () -> LandmarkScheme.of(file.toString()));
    assertTrue(
        thrown.getMessage().contains("count must be <= 10000 but was 2147483647"),
        thrown.getMessage());
  }

  @Test
  void listsInside_changedOutside_leaveTheSchemeAlone() {
    List<Integer> pair = new ArrayList<>(List.of(0, 1));
    List<Integer> group = new ArrayList<>(List.of(0, 1));
    List<Integer> none = List.of();
    LandmarkScheme scheme =
        new LandmarkScheme(
            "s", 3, "", List.of(pair), none, none, none, none, none, Map.of("g", group), List.of());
    pair.set(1, 2);
    group.clear();
    assertArrayEquals(new int[] {1, 0, 2}, scheme.flipMap());
    assertEquals(Map.of("g", List.of(0, 1)), scheme.groups());
    LandmarkScheme read = LandmarkScheme.of("mtfl-5");
    assertThrows(UnsupportedOperationException.class, () -> read.mirror().get(0).set(1, 2));
    assertThrows(
        UnsupportedOperationException.class,
        () -> read.groups().values().iterator().next().clear());
  }

  @Test
  void whole_ofTheInner51_isThatOfAll68() {
    assertEquals(Optional.of(LandmarkScheme.of("300w-68")), LandmarkScheme.of("300w-51").whole());
    assertEquals(Optional.empty(), LandmarkScheme.of("300w-68").whole());
  }

  @Test
  void whole_ofAFileThatHasThePartsNameAlone_isNone(@TempDir Path folder) throws IOException {
    String text = LandmarkScheme.of("300w-51").toJson();
    String own = text.replaceFirst("\"count\"\\s*:\\s*51", "\"count\" : 60");
    Path file = Files.writeString(folder.resolve("my.json"), own);
    LandmarkScheme scheme = LandmarkScheme.of(file.toString());
    assertEquals("300w-51", scheme.name());
    assertEquals(60, scheme.count());
    assertEquals(Optional.empty(), scheme.whole());
  }
}
