package org.wingloss.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramVersionTest {
  @Test
  void number_ofThisBuild_isTheParents() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<version>" + ProgramVersion.number() + "</version>"), pom);
  }

  /** A build from a copy without Git has a version alone. */
  @Test
  void text_inACheckout_namesTheCommitAndItsTime() {
    String form = "\\Q" + ProgramVersion.number() + "\\E";
    if (Files.exists(Path.of("../.git"))) {
      form +=
          " \\(commit [0-9a-f]{12} of \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ(, modified)?\\)";
    }
    String text = ProgramVersion.text();
    assertTrue(text.matches(form), text);
    assertEquals(text, ProgramVersion.text());
  }
}
