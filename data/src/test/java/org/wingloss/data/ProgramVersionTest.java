package org.wingloss.data;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramVersionTest {
  @Test
  void number_ofThisBuild_isTheParents() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<version>" + ProgramVersion.number() + "</version>"), pom);
  }

  /**
   * Of this work tree, also where it is a linked one; a build from a copy without Git knows none.
   */
  @Test
  void text_inACheckout_namesTheCommitAndItsTime() throws Exception {
    assumeTrue(Files.exists(Path.of("../.git")));
    Process git =
        new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD")
            .redirectErrorStream(true)
            .start();
    String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assumeTrue(git.waitFor() == 0);
    String text = ProgramVersion.text();
    assertTrue(text.startsWith(ProgramVersion.number() + " (commit " + commit + " of 20"), text);
    assertTrue(text.matches(".* of [-0-9]{10}T[:0-9]{8}Z(, modified)?\\)"), text);
  }
}
