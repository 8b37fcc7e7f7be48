package org.wingloss.training.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;

/**
 * An installed libtorch: what pytorch.org's archive holds, or the folder {@code torch} of Python's
 * package.
 *
 * @param root holds {@code lib} and {@code include}
 * @param version for instance 2.13.0
 * @param flavour {@code cpu}, or {@code cu130} for CUDA 13.0
 */
public record Libtorch(Path root, String version, String flavour) {
  private static final List<String> VERSION_HEADERS =
      List.of("torch/headeronly/version.h", "torch/csrc/api/include/torch/version.h");
  private static final Pattern PYTHON_CUDA =
      Pattern.compile("(?m)^cuda(?:: [^=]*)? = '(\\d+)\\.(\\d+)");
  private static final Pattern BUILD_CUDA = Pattern.compile("\\+(cu\\d+)");
  private static final Pattern OLD_STRINGS = Pattern.compile("_GLIBCXX_USE_CXX11_ABI=0");

  /**
   * Looks at an installation.
   *
   * @param folder its root, or its {@code lib}
   * @throws InvalidDataException if something is missing
   */
  public static Libtorch in(Path folder) {
    Path given = folder.toAbsolutePath().normalize();
    Path root = Files.exists(given.resolve("libtorch.so")) ? given.getParent() : given;
    for (String needed : List.of("lib/libtorch.so", "include/ATen/ATen.h")) {
      if (!Files.exists(root.resolve(needed))) {
        throw InvalidDataException.in(
            folder,
            ("is no libtorch: %s is missing; expected pytorch.org's libtorch folder or Python's"
                    + " (python3 -c 'import torch; print(torch.__path__[0])')")
                .formatted(needed));
      }
    }
    return new Libtorch(root, version(root), flavour(root));
  }

  private static String version(Path root) {
    for (String header : VERSION_HEADERS) {
      Path file = root.resolve("include").resolve(header);
      if (Files.exists(file)) {
        String text = text(file);
        Optional<String> version =
            number(text, "MAJOR")
                .flatMap(major -> number(text, "MINOR").map(minor -> major + "." + minor))
                .flatMap(both -> number(text, "PATCH").map(patch -> both + "." + patch));
        if (version.isPresent()) {
          return version.get();
        }
      }
    }
    throw InvalidDataException.in(root, "tells its version in none of " + VERSION_HEADERS);
  }

  private static Optional<String> number(String header, String part) {
    Matcher matcher = Pattern.compile("#define TORCH_VERSION_" + part + " (\\d+)").matcher(header);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String flavour(Path root) {
    if (!Files.exists(root.resolve("lib/libtorch_cuda.so"))) {
      return "cpu";
    }
    Path python = root.resolve("version.py");
    Matcher cuda = PYTHON_CUDA.matcher(Files.exists(python) ? text(python) : "");
    if (cuda.find()) {
      return "cu" + cuda.group(1) + cuda.group(2);
    }
    Path build = root.resolve("build-version");
    Matcher named = BUILD_CUDA.matcher(Files.exists(build) ? text(build) : "");
    return named.find() ? named.group(1) : "cu";
  }

  /** The folder of the libraries. */
  public Path lib() {
    return root.resolve("lib");
  }

  /** Whether it computes on NVIDIA cards. */
  public boolean hasCuda() {
    return !flavour.equals("cpu");
  }

  /** Whether its C++ strings are those of before 2015, as in Python's packages up to 2.6. */
  boolean hasOldStrings() {
    Path cmake = root.resolve("share/cmake/Torch/TorchConfig.cmake");
    return Files.exists(cmake) && OLD_STRINGS.matcher(text(cmake)).find();
  }

  /** CUDA's runtime library, which counts the cards; Python's packages keep it beside torch. */
  Optional<Path> cudaRuntime() {
    Optional<Path> own = cudaRuntime(lib(), 1);
    Path beside = root.resolveSibling("nvidia");
    return own.isPresent() || !Files.isDirectory(beside) ? own : cudaRuntime(beside, 4);
  }

  private static Optional<Path> cudaRuntime(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("libcudart"))
          .filter(file -> file.toString().contains(".so"))
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw FileFailure.unreadable(folder, e);
    }
  }

  private static String text(Path file) {
    try {
      return TextFile.text(file);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }
}
