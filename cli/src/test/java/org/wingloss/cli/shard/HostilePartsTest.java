package org.wingloss.cli.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.Sha256;

/** Parts that were cut, damaged, or made to do harm. */
class HostilePartsTest {
  @TempDir Path folder;
  private Path out;
  private Path part;
  private String text;

  @BeforeEach
  void write() throws IOException {
    out = folder.resolve("result");
    part = new Shard(1, 1).part(out);
    new FakeWork(List.of("a", "b", "c"), Map.of()).run(new Shard(1, 1), part);
    text = Files.readString(part);
  }

  private String refusal() {
    return assertThrows(
            InvalidDataException.class,
            () -> Parts.gather(out, List.of(), line -> {}).values(FakeWork.Value.class))
        .getMessage();
  }

  /** As the part's own program would end it. */
  private void rewrite(String lines) throws IOException {
    int items = (int) lines.lines().count() - 1;
    String sha256 = Sha256.of(lines.getBytes(StandardCharsets.UTF_8)).hex();
    Files.writeString(part, lines + "{\"end\":%d,\"sha256\":\"%s\"}\n".formatted(items, sha256));
  }

  private String body() {
    return text.substring(0, text.indexOf("{\"end\""));
  }

  @Test
  void part_rewrittenAsItWas_isTheSame() throws IOException {
    rewrite(body());
    assertEquals(text, Files.readString(part));
  }

  @Test
  void part_cutAnywhere_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(part);
    for (int length = 0; length < whole.length; length++) {
      Files.write(part, Arrays.copyOf(whole, length));
      assertTrue(refusal().startsWith(part.toString()));
    }
  }

  @Test
  void part_anyByteChanged_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(part);
    Random random = new Random(3);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(part, changed);
      assertTrue(refusal().startsWith(part.toString()));
    }
  }

  @Test
  void part_withMoreBehindItsEnd_isRefused() throws IOException {
    Files.writeString(part, text + "\n");
    assertTrue(refusal().contains("was damaged"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"item\":0,\"value\":{\"name\":\"a\",\"number\":\"1\"}}",
        "{\"item\":0,\"value\":{\"name\":\"a\",\"number\":1e999}}",
        "{\"item\":0,\"value\":{\"name\":null,\"number\":1}}",
        "{\"item\":0,\"value\":{\"name\":\"a\"}}",
        "{\"item\":0,\"value\":{\"name\":\"a\",\"number\":1,\"name\":\"b\"}}",
        "{\"item\":0,\"value\":{\"name\":\"a\",\"number\":1,\"path\":\"../../x\"}}",
        "{\"item\":0,\"value\":[]}",
        "{\"item\":0,\"value\":}",
        "{\"item\":0,\"value\":null}",
        "{\"item\":7,\"value\":{\"name\":\"a\",\"number\":1}}",
        "{\"item\":1,\"value\":{\"name\":\"a\",\"number\":1}}",
        "{\"item\":-1,\"value\":{\"name\":\"a\",\"number\":1}}",
        "{\"item\":99999999999,\"value\":{\"name\":\"a\",\"number\":1}}",
        "{\"item\": 0,\"value\":{\"name\":\"a\",\"number\":1}}",
        ""
      })
  void item_ofAnotherForm_isRefused(String line) throws IOException {
    List<String> lines = body().lines().toList();
    rewrite(String.join("\n", lines.get(0), line, lines.get(2), lines.get(3)) + "\n");
    refusal();
  }

  @Test
  void item_deepOrWithAMillionValues_isRefused() throws IOException {
    List<String> lines = body().lines().toList();
    for (String bomb :
        List.of(
            "[".repeat(1_000_000),
            "[" + "1,".repeat(3_000_000) + "1]",
            "\"" + "x".repeat(2_000_000) + "\"")) {
      String line = "{\"item\":0,\"value\":{\"name\":%s,\"number\":1}}".formatted(bomb);
      rewrite(String.join("\n", lines.get(0), line, lines.get(2), lines.get(3)) + "\n");
      refusal();
    }
  }

  /** A header whose numbers do not fit its hash, or that announces more than there is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"items\":3=\"items\":2147483647",
        "\"items\":3=\"items\":-1",
        "\"items\":3=\"items\":3.0",
        "\"owned\":3=\"owned\":2147483647",
        "\"owned\":3=\"owned\":-3",
        "\"of\":1=\"of\":100000",
        "\"of\":1=\"of\":0",
        "\"shard\":1=\"shard\":2",
        "\"version\":1=\"version\":2",
        "\"format\":\"wingloss-part\"=\"format\":\"zip\"",
        "\"verb\":\"fake\"=\"verb\":\"other\"",
        "\"options\":{}=\"options\":{\"--seed\":\"1\"}",
        "\"options\":{}=\"options\":null",
        "\"options\":{}=\"more\":1,\"options\":{}"
      })
  void header_thatDoesNotFit_isRefused(String change) throws IOException {
    String[] words = change.split("=", 2);
    String changed = body().replace(words[0], words[1]);
    assertTrue(!changed.equals(body()), change);
    rewrite(changed);
    assertTrue(refusal().startsWith(part.toString()));
  }

  @Test
  void folder_ofOtherThings_holdsNoParts() throws IOException {
    Files.move(part, part.resolveSibling("part.txt"));
    assertTrue(refusal().contains("holds no parts"));
    Files.writeString(part, "{\"format\":\"wingloss-model\"}\n");
    assertTrue(refusal().contains("is no part of a work"));
  }
}
