package org.wingloss.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.wingloss.model.network.NetworkSpec;

/**
 * Python PyTorch with the same network, held ready by {@code benchmarks/peer/peer.py}: it trains
 * when it is its turn and waits otherwise.
 */
final class PeerProcess implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final Optional<Process> process;
  private final List<String> variants = new ArrayList<>();
  private final Map<String, Double> matrices = new LinkedHashMap<>();

  private PeerProcess(Optional<Process> process) {
    this.process = process;
  }

  /**
   * Starts it and waits until all variants have made their first steps; what PyTorch cannot do here
   * is told and left out. Without PyTorch there is no variant.
   *
   * @param compiled whether {@code torch.compile} is among them, which takes minutes to get ready
   */
  static PeerProcess start(String python, Path root, String network, int batch, boolean compiled)
      throws IOException {
    if (!hasPyTorch(python)) {
      System.err.println("training: no PyTorch in " + python + ": the other side is left out");
      return new PeerProcess(Optional.empty());
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of(python, root.resolve("benchmarks/peer/peer.py").toString()));
    command.addAll(List.of(network, Integer.toString(batch), "--device", "cpu", "--threads", "1"));
    long parameters = NetworkSpec.of(network).parameters(SyntheticPictures.SCHEME.count());
    command.addAll(List.of("--parameters", Long.toString(parameters), "--in-turns"));
    if (compiled) {
      command.add("--compile");
    }
    PeerProcess peer =
        new PeerProcess(
            Optional.of(
                new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()));
    peer.greet();
    return peer;
  }

  private static boolean hasPyTorch(String python) throws IOException {
    Process asked =
        new ProcessBuilder(python, "-c", "import torch")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return asked.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** It says which variants are ready, and how fast it multiplies matrices. */
  private void greet() {
    JsonNode ready = read();
    ready.get("variants").forEach(variant -> variants.add(variant.asText()));
    ready
        .get("failed")
        .properties()
        .forEach(
            failure ->
                System.err.printf("training: %s: %s%n", failure.getKey(), failure.getValue()));
    ready
        .get("matrices")
        .properties()
        .forEach(rate -> matrices.put(rate.getKey(), rate.getValue().asDouble()));
  }

  /** What it can train by. */
  List<String> variants() {
    return List.copyOf(variants);
  }

  /** Multiply-adds per second of large matrix products, by precision, as PyTorch does them. */
  Map<String, Double> matrices() {
    return Map.copyOf(matrices);
  }

  /** Lets it train for so long: faces per second. */
  double measure(String variant, double seconds) {
    try {
      BufferedWriter to = process.orElseThrow().outputWriter(StandardCharsets.UTF_8);
      to.write(variant + " " + seconds + "\n");
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read().get("faces-per-second").asDouble();
  }

  private JsonNode read() {
    BufferedReader from = process.orElseThrow().inputReader(StandardCharsets.UTF_8);
    try {
      String line = from.readLine();
      if (line == null) {
        throw new IllegalStateException("benchmarks/peer/peer.py has ended; what it said is above");
      }
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.ifPresent(
        peer -> {
          peer.destroy();
          try {
            peer.waitFor(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
