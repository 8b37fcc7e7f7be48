package org.wingloss.cli;

import org.wingloss.data.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** The version printed by {@code --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"wingloss " + ProgramVersion.text()};
  }
}
