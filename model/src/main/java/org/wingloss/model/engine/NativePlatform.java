package org.wingloss.model.engine;

import java.util.Locale;

/**
 * An operating system on a kind of processor. The engines are native libraries; those of PyTorch
 * are published for few of them.
 *
 * @param system as {@code os.name} says
 * @param processor as {@code os.arch} says
 */
public record NativePlatform(String system, String processor) {
  /** Where this program runs. */
  public static NativePlatform here() {
    return new NativePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /**
   * Why an engine did not start here, as far as can be told.
   *
   * @param engine what it is called
   * @param artifact the artefact that holds its native libraries
   */
  public String sentence(String engine, String artifact) {
    String start = "%s does not start on %s %s: ".formatted(engine, system, processor);
    return start
        + (isSupported()
            ? "is %s for this platform on the class path?".formatted(artifact)
            : "there are native libraries for Linux on x64 and arm64, macOS on arm64 and Windows on"
                + " x64");
  }

  /** Whether all native libraries are published for it. */
  boolean isSupported() {
    String name = system.toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    boolean intel = processor.equals("amd64") || processor.equals("x86_64");
    if (name.startsWith("linux")) {
      return arm || intel;
    }
    return name.startsWith("mac") ? arm : name.startsWith("windows") && intel;
  }
}
