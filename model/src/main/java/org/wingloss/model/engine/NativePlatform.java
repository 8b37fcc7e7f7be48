package org.wingloss.model.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
   * @param failure what came of the attempt; its deepest cause is told
   */
  public String sentence(String engine, String artifact, Throwable failure) {
    String start = "%s does not start on %s %s: ".formatted(engine, system, processor);
    return start
        + (distribution().isPresent()
            ? "is %s for this platform on the class path? (%s)"
                .formatted(artifact, deepestCause(failure))
            : "there are native libraries for Linux on x64 and arm64, macOS on arm64 and Windows on"
                + " x64");
  }

  private static String deepestCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * What a distribution for it is called, {@code linux-x64} for one; none where not all native
   * libraries are published for it.
   */
  public Optional<String> distribution() {
    Stream<String> systems = Stream.of("linux", "mac", "windows");
    String name = system.toLowerCase(Locale.ROOT);
    String known = systems.filter(name::startsWith).findFirst().orElse(name);
    return switch (known + " " + processor) {
      case "linux amd64", "linux x86_64" -> Optional.of("linux-x64");
      case "linux aarch64", "linux arm64" -> Optional.of("linux-arm64");
      case "mac aarch64", "mac arm64" -> Optional.of("macos-arm64");
      case "windows amd64", "windows x86_64" -> Optional.of("windows-x64");
      default -> Optional.empty();
    };
  }
}
