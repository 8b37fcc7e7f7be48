package org.wingloss.cli.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.Sha256;

/** Models, weights and results of up to 10 MB that are made to take all memory. */
class HostileModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEIGHTS = "weights.safetensors";
  private static final long UNPACKED = 64L << 20;

  private static BoundedJava java;
  @TempDir private Path folder;
  private Path model;
  private Path photo;

  @BeforeAll
  static void start() {
    java = new BoundedJava();
  }

  @AfterAll
  static void end() {
    java.close();
  }

  @BeforeEach
  void write() {
    model = SmallModels.one(folder.resolve("model"));
    photo = folder.resolve("photo.png");
    ImageFiles.writePng(SmallModels.picture(100, 80, 1), photo);
  }

  /** A small zip that unpacks to far more; one of 1 MB gave 2.6 GB. */
  @ParameterizedTest
  @ValueSource(strings = {"model.json", WEIGHTS, "model.onnx"})
  void predict_zipThatUnpacksToFarMore_isRefused(String entry) throws IOException {
    Path zip = folder.resolve("model.zip");
    if (!entry.equals("model.json")) {
      promise(entry, UNPACKED, zeros(OutputStream.nullOutputStream(), UNPACKED));
    }
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : new String[] {"model.json", WEIGHTS, "model.onnx"}) {
        out.putNextEntry(new ZipEntry(name));
        if (name.equals(entry)) {
          zeros(out, UNPACKED);
        } else {
          Files.copy(model.resolve(name), out);
        }
      }
    }
    assertTrue(Files.size(zip) < 10_000_000, "a small file");
    predict(zip, "entry '" + entry + "' has more than");
  }

  /** Each of three million empty lists is an object in memory. */
  @Test
  void predict_descriptionOfManyNodes_isRefused() throws IOException {
    String start = "{\"format\":\"wingloss-model\",\"version\":1,\"x\":[";
    Files.writeString(model.resolve("model.json"), start + nodes() + "]}");
    predict(model, "model.json: ");
  }

  @Test
  void predict_descriptionOfManyNodesInAZip_isRefused() throws IOException {
    Path zip = folder.resolve("model.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("model.json"));
      byte[] many = "[],".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
      out.write(
          "{\"format\":\"wingloss-model\",\"version\":1,\"x\":["
              .getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 5; i++) {
        out.write(many);
      }
      out.write("0]}".getBytes(StandardCharsets.US_ASCII));
    }
    predict(zip, "model.json: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[%s]}", "{\"__metadata__\":{\"a\":\"%s\"}}", "{\"a\":[[%s]]}"})
  void export_weightsWithAHeaderOfManyNodes_areRefused(String form) throws IOException {
    String many = form.contains("metadata") ? "a".repeat(9_000_000) : nodes();
    byte[] header = form.formatted(many).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(model.resolve(WEIGHTS), file.putLong(header.length).put(header).array());
    promise(WEIGHTS, 8 + header.length, Sha256.of(model.resolve(WEIGHTS)));
    java.refused(
        4, WEIGHTS + ": header", "export", "--model", model, "--out", folder.resolve("out.onnx"));
  }

  @Test
  void gate_metricsOfManyNodes_areRefused() throws IOException {
    Path metrics = folder.resolve("metrics.json");
    Files.writeString(metrics, "{\"metrics\":[" + nodes() + "]}");
    Path gates = folder.resolve("gates.yaml");
    Files.writeString(gates, "gates:\n  - {metric: nme, norm: inter-pupil, bound: 0.1}\n");
    java.refused(4, "metrics.json", "gate", "--metrics", metrics, "--gates", gates);
  }

  private void predict(Path path, String sentence) {
    java.refused(4, sentence, "predict", photo, "--model", path, "--whole");
  }

  private static String nodes() {
    return "[],".repeat(3_000_000) + "0";
  }

  private static Sha256 zeros(OutputStream out, long count) throws IOException {
    byte[] some = new byte[1 << 20];
    Sha256 hash = new Sha256();
    for (long left = count; left > 0; left -= some.length) {
      out.write(some);
      hash.add(ByteBuffer.wrap(some));
    }
    return hash;
  }

  /** Lets the description promise what a file now holds. */
  private void promise(String name, long bytes, Sha256 hash) throws IOException {
    Path description = model.resolve("model.json");
    ObjectNode json = (ObjectNode) JSON.readTree(description.toFile());
    ObjectNode file = (ObjectNode) json.path("files").path(name);
    file.put("bytes", bytes);
    file.put("sha256", hash.hex());
    JSON.writeValue(description.toFile(), json);
  }
}
