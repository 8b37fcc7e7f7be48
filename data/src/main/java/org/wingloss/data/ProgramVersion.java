package org.wingloss.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which program this is: its version, and the commit that it was built from with that commit's
 * time. The time of the build itself is left out, so that two builds of one commit have the same
 * bytes.
 */
public final class ProgramVersion {
  private static final String RESOURCE = "version.properties";
  private static final String UNKNOWN = "unknown";

  private ProgramVersion() {}

  /**
   * Version, commit and time, such as {@code 0.4.0 (commit 0123456789ab of 2026-11-28T12:00:00Z)}.
   * A commit whose files had been changed is {@code modified}. A build without Git knows no commit.
   */
  public static String text() {
    Properties properties = properties();
    String commit = properties.getProperty("commit");
    String version = properties.getProperty("version");
    if (commit.equals(UNKNOWN)) {
      return version;
    }
    boolean modified = Boolean.parseBoolean(properties.getProperty("modified"));
    return "%s (commit %s of %s%s)"
        .formatted(version, commit, properties.getProperty("time"), modified ? ", modified" : "");
  }

  /** The version alone, such as {@code 0.4.0}. */
  public static String number() {
    return properties().getProperty("version");
  }

  private static Properties properties() {
    Properties properties = new Properties();
    try (InputStream file = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
