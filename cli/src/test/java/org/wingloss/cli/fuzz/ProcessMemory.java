package org.wingloss.cli.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resident memory of this process, Java's and native; 0 where the system does not tell. */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path PEAK_RESET = Path.of("/proc/self/clear_refs");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");

  private ProcessMemory() {}

  /** Bytes now. */
  static long resident() throws IOException {
    return bytes(RESIDENT);
  }

  /** The most bytes since {@link #forgetPeak}. */
  static long peak() throws IOException {
    return bytes(PEAK);
  }

  static void forgetPeak() throws IOException {
    if (Files.isWritable(PEAK_RESET)) {
      Files.write(PEAK_RESET, "5".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static long bytes(Pattern line) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    Matcher matcher = line.matcher(Files.readString(STATUS));
    return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : 0;
  }
}
