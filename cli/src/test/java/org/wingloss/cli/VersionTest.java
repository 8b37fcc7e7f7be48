package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.wingloss.data.ProgramVersion;

class VersionTest {
  @Test
  void version_ofTheProgram_isVersionCommitAndTime() {
    Cli said = Cli.run("--version");
    assertEquals(0, said.exit());
    assertEquals("wingloss " + ProgramVersion.text(), said.out().strip());
  }
}
