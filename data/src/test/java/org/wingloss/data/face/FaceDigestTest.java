package org.wingloss.data.face;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.io.Sha256;

class FaceDigestTest {
  @Test
  void add_anyLanguageOfTheSystem_isTheSame(@TempDir Path folder) throws IOException {
    Path picture = Files.writeString(folder.resolve("a.jpg"), "thirteen byte");
    Face face =
        new Face(
            "a", picture, Landmarks.of(1.5, 2, 3, 4), Optional.of(new Box(0, 1, 2, 3)), Set.of());
    String line =
        "a [1.5, 2.0, 3.0, 4.0]" + " Optional[Box[left=0.0, top=1.0, right=2.0, bottom=3.0]] 13\n";
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR"));
      Sha256 digest = new Sha256();
      FaceDigest.add(digest, List.of(face));
      assertEquals(Sha256.of(line.getBytes(UTF_8)).hex(), digest.hex());
    } finally {
      Locale.setDefault(before);
    }
  }
}
