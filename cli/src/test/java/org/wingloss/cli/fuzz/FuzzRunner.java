package org.wingloss.cli.fuzz;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.io.AtomicFolder;

/** Runs verbs on changed files in a folder of its own and judges how they end. */
final class FuzzRunner {
  private static final long MOST_SECONDS = 5;

  /** More than that of new memory in one run, Java's and native, is too much. */
  private static final long MOST_MEGABYTES = 768;

  private static final Set<Integer> CODES =
      Set.of(
          ExitCode.OK,
          ExitCode.USAGE,
          ExitCode.BAD_RECIPE,
          ExitCode.BAD_DATA,
          ExitCode.GATE_NOT_MET);

  /** Of all messages of an input. */
  private static final int MOST_CHARACTERS = 100_000;

  private static final Pattern TRACE =
      Pattern.compile("(?m)^[ \\t]++at [\\w.$/]+\\(|Exception in thread|unexpected failure");

  /**
   * What libraries keep for the whole process, from the first verb that needs them: models of DJL,
   * the unpacked ONNX Runtime and SQLite, caches of fonts and JavaCPP.
   */
  private static final List<String> LIBRARIES =
      List.of("pt-model", "onnxruntime-java", "sqlite-", ".cache");

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final FuzzFormat format;
  private final Path folder;
  private final Path temporary;
  private final Map<String, byte[]> sound;
  private final Map<String, Stamp> stamps;
  private final Set<String> temporaryBefore;

  /**
   * Reads the sound files and sees them accepted.
   *
   * @param folder holds the format's sound files and nothing else
   * @param temporary the process's folder of temporary files
   */
  FuzzRunner(FuzzFormat format, Path folder, Path temporary) throws IOException {
    this.format = format;
    this.folder = folder;
    this.temporary = temporary;
    this.stamps = stamps(folder);
    this.sound = new HashMap<>();
    for (String name : stamps.keySet()) {
      sound.put(name, Files.readAllBytes(folder.resolve(name)));
    }
    if (!sound.keySet().containsAll(format.targets())) {
      throw new IllegalStateException(
          "%s: not among the sound files %s".formatted(format.name(), sound.keySet()));
    }
    for (String command : format.commands()) {
      for (String target : format.targets()) {
        FuzzInput asIs = new FuzzInput(Map.of(), FuzzInput.words(command, target));
        Cli run = Cli.run(asIs.words(folder));
        if (run.exit() != ExitCode.OK) {
          throw new IllegalStateException(
              "%s: the sound file is not accepted: %s: %d %s%s"
                  .formatted(format.name(), asIs.command(), run.exit(), run.out(), run.err()));
        }
        restore(Map.of());
      }
    }
    // Native libraries unpack themselves once.
    temporaryBefore = names(temporary);
  }

  /**
   * How an input ended.
   *
   * @param fault what is unclean about it
   * @param milliseconds that the processors were busy
   */
  record Outcome(int exit, Optional<String> fault, long milliseconds) {}

  /** Runs one input; two slow runs in a row are slow, one may have had a busy machine. */
  Outcome run(long seed, long index) throws IOException {
    FuzzInput input = FuzzInput.of(format, sound, seed, index);
    Outcome outcome = once(input);
    return outcome.fault().filter(what -> what.startsWith("took")).isPresent()
        ? once(input)
        : outcome;
  }

  /** Runs one input with the stack trace of a failure, and leaves its files. */
  String show(long seed, long index) throws IOException {
    FuzzInput input = FuzzInput.of(format, sound, seed, index);
    write(input.files());
    List<Object> words = new ArrayList<>(List.of(input.words(folder)));
    words.add("--verbose");
    Cli run = Cli.run(words.toArray());
    return "%s%nchanged: %s%nexit %d%n%s%n%s"
        .formatted(words, input.files().keySet(), run.exit(), run.out(), run.err());
  }

  private Outcome once(FuzzInput input) throws IOException {
    write(input.files());
    long resident = ProcessMemory.resident();
    ProcessMemory.forgetPeak();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    Cli run = Cli.run(input.words(folder));
    double busy = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
    double seconds = (System.nanoTime() - start) / 1e9;
    long grown = (ProcessMemory.peak() - resident) >> 20;
    Optional<String> left = restore(input.files());
    Optional<String> fault = Optional.empty();
    if (!CODES.contains(run.exit()) || TRACE.matcher(run.err()).find()) {
      fault = Optional.of("exit %d: %s".formatted(run.exit(), run.err().strip()));
    } else if (busy > MOST_SECONDS || seconds > 6 * MOST_SECONDS) {
      fault = Optional.of("took %.1f s, %.1f s of the processors".formatted(seconds, busy));
    } else if (grown > MOST_MEGABYTES) {
      fault = Optional.of("took %d MiB more memory".formatted(grown));
    } else if (run.err().length() > MOST_CHARACTERS) {
      fault = Optional.of("said %d characters".formatted(run.err().length()));
    } else if (left.isPresent()) {
      fault = left;
    }
    return new Outcome(
        run.exit(),
        fault.map(what -> what + " | " + String.join(" ", input.command())),
        Math.round(1000 * busy));
  }

  private void write(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** Puts the sound files back; says what the run left that it should not. */
  private Optional<String> restore(Map<String, byte[]> changed) throws IOException {
    Optional<String> fault = Optional.empty();
    Map<String, Stamp> now = stamps(folder);
    for (String name : now.keySet()) {
      if (!sound.containsKey(name)) {
        if (!mayWrite(name)) {
          fault = Optional.of("left " + name);
        }
        Files.delete(folder.resolve(name));
      }
    }
    for (String name : sound.keySet()) {
      if (stamps.get(name).equals(now.get(name))) {
        continue;
      }
      Path file = folder.resolve(name);
      byte[] expected = changed.getOrDefault(name, sound.get(name));
      if (!mayWrite(name)
          && !(now.containsKey(name) && Arrays.equals(expected, Files.readAllBytes(file)))) {
        fault = Optional.of("changed " + name);
      }
      Files.createDirectories(file.getParent());
      Files.write(file, sound.get(name));
      stamps.put(name, Stamp.of(file));
    }
    return temporaryBefore == null ? fault : fault.or(this::temporaryLeft);
  }

  private boolean mayWrite(String name) {
    return format.written().stream()
        .anyMatch(place -> name.equals(place) || name.startsWith(place + "/"));
  }

  private Optional<String> temporaryLeft() {
    try {
      Set<String> now = names(temporary);
      now.removeAll(temporaryBefore);
      now.removeIf(name -> LIBRARIES.stream().anyMatch(name::startsWith));
      for (String name : now) {
        AtomicFolder.delete(temporary.resolve(name));
      }
      return now.isEmpty() ? Optional.empty() : Optional.of("left temporary files: " + now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }

  /** By what it is seen, without reading it, that a file was written. */
  private record Stamp(long bytes, FileTime written) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.size(), attributes.lastModifiedTime());
    }
  }

  private static Map<String, Stamp> stamps(Path folder) throws IOException {
    Map<String, Stamp> stamps = new HashMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            stamps.put(
                folder.relativize(file).toString(),
                new Stamp(attributes.size(), attributes.lastModifiedTime()));
            return FileVisitResult.CONTINUE;
          }
        });
    return stamps;
  }
}
