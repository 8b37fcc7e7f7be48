package org.wingloss.cli;

import picocli.CommandLine.IVersionProvider;

/** The version printed by {@code --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"wingloss " + (version == null ? "development" : version)};
  }
}
