package org.wingloss.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;

class StrictJsonTest {
  record Eye(String name, int radius, List<Integer> points) {
    Eye {
      if (radius <= 0) {
        throw new IllegalArgumentException("radius must be > 0 but was " + radius);
      }
    }
  }

  record Lens(int radius) {
    Lens {
      if (radius > 0) {
        throw new NoClassDefFoundError("eye/Glass");
      }
    }
  }

  @TempDir private Path dir;

  private Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("eye.json"), text);
  }

  @Test
  void read_completeDocument_returnsTheRecord() throws IOException {
    Path file = file("{\"name\": \"left\", \"radius\": 3, \"points\": [36, 37]}");
    assertEquals(new Eye("left", 3, List.of(36, 37)), StrictJson.read(file, Eye.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown key     | {\"name\":\"l\",\"radius\":3,\"points\":[],\"colour\":1} | colour",
        "missing key     | {\"name\":\"l\",\"points\":[]}                          | radius",
        "duplicate key   | {\"name\":\"l\",\"name\":\"r\",\"radius\":3,\"points\":[]} | name",
        "null            | {\"name\":null,\"radius\":3,\"points\":[]}              | name",
        "text for number | {\"name\":\"l\",\"radius\":\"3\",\"points\":[]}         | radius",
        "number for text | {\"name\":5,\"radius\":3,\"points\":[]}                 | name",
        "null in a list  | {\"name\":\"l\",\"radius\":3,\"points\":[36,null]}   | points[1]: must not be null",
        "null alone      | null                                              | the document is null",
        "fraction        | {\"name\":\"l\",\"radius\":3.5,\"points\":[]}           | radius",
        "broken rule     | {\"name\":\"l\",\"radius\":-3,\"points\":[]}            | must be > 0",
        "trailing text   | {\"name\":\"l\",\"radius\":3,\"points\":[]} {}          | line 1",
        "cut off         | {\"name\":\"l\",\"rad                                   | line 1",
      })
  void read_lenience_isRefusedWithFileAndPlace(String what, String json, String mention)
      throws IOException {
    Path file = file(json);
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> StrictJson.read(file, Eye.class), what);
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(mention), e.getMessage());
  }

  /** The document is whole: to call it damaged would hide what is missing. */
  @Test
  void read_classMissing_throwsThatError() throws IOException {
    byte[] json = "{\"radius\": 3}".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(dir.resolve("lens.json"), json);
    for (Executable read :
        List.<Executable>of(
            () -> StrictJson.read(file, Lens.class),
            () -> StrictJson.read(json, "lens", Lens.class))) {
      assertEquals("eye/Glass", assertThrows(NoClassDefFoundError.class, read).getMessage());
    }
  }

  @Test
  void read_thousandLevels_isRefused() throws IOException {
    Path file =
        file(
            "{\"name\":\"l\",\"radius\":3,\"points\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
    assertThrows(InvalidDataException.class, () -> StrictJson.read(file, Eye.class));
  }

  @Test
  void line_value_hasNoLineBreakAndIsReadAsItWas() {
    byte[] line = StrictJson.line(Map.of("name", List.of("\u00e9\n", 3)));
    assertEquals("{\"name\":[\"\u00e9\\n\",3]}", new String(line, StandardCharsets.UTF_8));
  }

  @Test
  void read_absentFile_isRefused() {
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class, () -> StrictJson.read(dir.resolve("none.json"), Eye.class));
    assertTrue(e.getMessage().endsWith("none.json: there is no such file"), e.getMessage());
  }
}
