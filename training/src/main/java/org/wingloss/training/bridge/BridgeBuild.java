package org.wingloss.training.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFolder;

/**
 * Compiles the bridge against a libtorch and leaves a folder that DJL's {@code
 * PYTORCH_LIBRARY_PATH} may name. In it are the bridge and a link to it of the name {@code
 * libtorch.so}, by which DJL knows the folder; libtorch itself stays where it is.
 *
 * @param libtorch what it is built against
 * @param compiler g++ or another compiler with its options
 * @param headers the folder that holds {@code jni.h}
 */
public record BridgeBuild(Libtorch libtorch, String compiler, Path headers) {
  /** The bridge's file, which DJL prefers to its own. */
  public static final String LIBRARY = "libdjl_torch.so";

  private static final String MARK = "libtorch.so";
  private static final String HEADER = "bridge.h";

  /** The parts of the source, which are compiled side by side; the longest first. */
  private static final List<String> UNITS =
      List.of("script", "arithmetic", "tensor", "network", "index", "shape", "autograd", "engine");

  /**
   * Checks what is needed.
   *
   * @throws InvalidDataException if there is no {@code jni.h}, or the system is not Linux
   */
  public BridgeBuild {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      throw new InvalidDataException(
          "the bridge is built on Linux alone, not on " + System.getProperty("os.name"));
    }
    if (!Files.exists(headers.resolve("jni.h"))) {
      throw InvalidDataException.in(
          headers, "has no jni.h; a JDK has it in its folder 'include', a runtime alone does not");
    }
    headers = headers.toAbsolutePath().normalize(); // The compiler runs in a folder of its own.
  }

  /** The folder of the running Java's own headers. */
  public static Path ownHeaders() {
    return Path.of(System.getProperty("java.home"), "include");
  }

  /**
   * Builds.
   *
   * @param folder an older build in it is replaced
   * @throws InvalidDataException if the compiler is missing or refuses the source, with its words
   */
  public void into(Path folder) {
    if (Files.exists(folder) && !isBuild(folder)) {
      throw InvalidDataException.in(folder, "is there already and is no build of the bridge");
    }
    AtomicFolder.replace(
        folder,
        unfinished -> {
          Path work = Files.createTempDirectory("wingloss-bridge");
          try {
            build(work, unfinished);
          } finally {
            AtomicFolder.delete(work);
          }
          return unfinished;
        });
  }

  private static boolean isBuild(Path folder) {
    return Files.exists(folder.resolve(LIBRARY)) && Files.exists(folder.resolve(MARK));
  }

  private void build(Path work, Path to) throws IOException {
    copySource(HEADER, work);
    for (String unit : UNITS) {
      copySource(unit + ".cpp", work);
    }
    compile(work);
    List<String> link = new ArrayList<>(command());
    link.addAll(List.of("-shared", "-o", to.resolve(LIBRARY).toString()));
    UNITS.forEach(unit -> link.add(unit + ".o"));
    // Kept although nothing of them is named: they make their kernels known when they are loaded.
    link.addAll(List.of("-L" + libtorch.lib(), "-Wl,--no-as-needed", "-ltorch", "-ltorch_cpu"));
    if (libtorch.hasCuda()) {
      link.addAll(List.of("-ltorch_cuda", "-lc10_cuda"));
    }
    link.addAll(List.of("-lc10", "-Wl,-rpath," + libtorch.lib()));
    run(link, work);
    Files.createSymbolicLink(to.resolve(MARK), Path.of(LIBRARY));
    Optional<Path> cuda = libtorch.cudaRuntime();
    if (cuda.isPresent()) {
      Files.createSymbolicLink(to.resolve("libcudart.so"), cuda.get());
    }
  }

  private static void copySource(String name, Path to) throws IOException {
    try (InputStream source = BridgeBuild.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new IOException("the program lacks " + name);
      }
      Files.copy(source, to.resolve(name));
    }
  }

  private void compile(Path work) {
    Path include = libtorch.root().resolve("include");
    List<String> words = new ArrayList<>(command());
    words.addAll(List.of("-std=c++17", "-O2", "-fPIC", "-fvisibility=hidden", "-c"));
    if (libtorch.hasOldStrings()) {
      words.add("-D_GLIBCXX_USE_CXX11_ABI=0");
    }
    words.addAll(List.of("-I" + headers, "-I" + headers.resolve("linux")));
    words.addAll(List.of("-isystem", include.toString()));
    words.addAll(List.of("-isystem", include.resolve("torch/csrc/api/include").toString()));
    // All of them end before one's failure is told: they write into the folder that then goes.
    List<Optional<InvalidDataException>> failures =
        UNITS.parallelStream().map(unit -> compile(unit, words, work)).toList();
    for (Optional<InvalidDataException> failure : failures) {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  private static Optional<InvalidDataException> compile(
      String unit, List<String> words, Path work) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(unit + ".cpp", "-o", unit + ".o"));
    try {
      run(all, work);
      return Optional.empty();
    } catch (InvalidDataException e) {
      return Optional.of(e);
    }
  }

  /** Of a compiler that is named by its path, the path from the root. */
  private List<String> command() {
    List<String> words = new ArrayList<>(List.of(compiler.strip().split(" +")));
    if (words.get(0).contains("/")) {
      words.set(0, Path.of(words.get(0)).toAbsolutePath().normalize().toString());
    }
    return words;
  }

  private static void run(List<String> words, Path work) {
    try {
      Process process =
          new ProcessBuilder(words).directory(work.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      List<String> said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      if (process.waitFor() != 0) {
        String first =
            said.stream()
                .filter(line -> line.contains("error"))
                .findFirst()
                .orElse(said.isEmpty() ? "without a word" : said.get(0));
        throw new InvalidDataException(
            "%s does not build the bridge: %s".formatted(words.get(0), first.strip()));
      }
    } catch (IOException e) {
      throw new InvalidDataException(
          "%s cannot be started: %s; install g++ or name another compiler"
              .formatted(words.get(0), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What the environment must say for a build to be used. */
  public Map<String, String> environment(Path folder) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PYTORCH_LIBRARY_PATH", folder.toAbsolutePath().normalize().toString());
    environment.put("PYTORCH_VERSION", libtorch.version());
    environment.put("PYTORCH_FLAVOR", libtorch.flavour());
    return environment;
  }
}
