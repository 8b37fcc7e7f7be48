package org.wingloss.cli.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.cli.Cli;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.training.run.Provenance;

class PackVerbTest {
  private static final String NETWORK = "network=cnn6(input=32,widths=4-4-8-8-8,hidden=16)";

  @TempDir static Path data;

  @TempDir Path folder;

  @BeforeAll
  static void writeFaces() {
    Path faces = data.resolve("faces");
    Object[] words = {"synthesise", "--layout", "jsonl", "--faces", 44, "--size", 64, "-o", faces};
    assertEquals(0, Cli.run(words).exit());
  }

  @Test
  void dataset_packed_isTrainedOnByTheCommandThatIsPrinted() throws IOException {
    Path out = folder.resolve("shards");
    Cli pack = pack("--faces-per-tar", 7, "--out", out);
    assertEquals(0, pack.exit(), pack.err());
    ShardIndex index = ShardIndex.read(out);
    assertEquals("jsonl", index.source());
    assertTrue(index.trainingFaces() > 15 && index.validationFaces() > 0, index.toString());
    assertEquals((index.trainingFaces() + 6) / 7, index.train().size());

    String command = pack.out().lines().skip(1).findFirst().orElseThrow();
    Path run = folder.resolve("run");
    List<String> words =
        List.of(
            (command + " --set steps=3 --set batch-size=4")
                .replaceFirst("train on them: wingloss ", "")
                .replace("'", "")
                .replace("RUN", run.toString())
                .split(" "));
    Cli train = Cli.run(words.toArray());
    assertEquals(0, train.exit(), train.err());
    assertTrue(train.out().contains("validation NME "), train.out());
    assertTrue(train.out().contains("(inter-ocular)"), train.out());
    Provenance provenance = Provenance.read(run.resolve("provenance.json"));
    assertEquals("tar of jsonl", provenance.data());
    assertEquals(index.sha256(), provenance.dataSha256());
  }

  @Test
  void sameFaces_packedTwice_haveTheSameBytes() throws IOException {
    for (String name : List.of("a", "b")) {
      assertEquals(0, pack("--png", "--out", folder.resolve(name)).exit());
    }
    assertEquals(
        Files.readString(folder.resolve("a/index.json")),
        Files.readString(folder.resolve("b/index.json")));
    assertEquals(
        -1,
        Files.mismatch(folder.resolve("a/train-00000.tar"), folder.resolve("b/train-00000.tar")));
  }

  @Test
  void split_named_isPackedWhole() throws IOException {
    Path out = folder.resolve("shards");
    Cli pack = pack("--split", "test", "--out", out, "--json");
    assertEquals(0, pack.exit(), pack.err());
    JsonNode document = StrictJson.mapper().readTree(pack.out());
    assertTrue(document.get("training-faces").asInt() > 0);
    assertEquals(0, document.get("validation-faces").asInt());
  }

  @Test
  void doctor_soundAndDamagedTars_saysWhichIsDamaged() throws IOException {
    Path out = folder.resolve("shards");
    pack("--faces-per-tar", 10, "--out", out);
    Cli sound = Cli.run("doctor", "--dataset", "tar", "--data", out);
    assertEquals(0, sound.exit(), sound.out() + sound.err());
    assertTrue(sound.out().endsWith("verdict: usable" + System.lineSeparator()), sound.out());

    Path tar = out.resolve("train-00001.tar");
    byte[] bytes = Files.readAllBytes(tar);
    bytes[1000] ^= 1;
    Files.write(tar, bytes);
    Cli damaged = Cli.run("doctor", "--dataset", "tar", "--data", out);
    assertEquals(4, damaged.exit());
    assertTrue(damaged.out().contains("ERROR   " + tar + ": is damaged"), damaged.out());
  }

  @Test
  void synthesise_tarsTwice_haveTheSameBytesAndAreSound() throws IOException {
    for (String name : List.of("a", "b")) {
      Cli run =
          Cli.run(
              "synthesise",
              "--layout",
              "tar:mtfl-5",
              "--faces",
              70,
              "--size",
              48,
              "--faces-per-tar",
              30,
              "--out",
              folder.resolve(name));
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().contains("train        63"), run.out());
      assertTrue(run.out().contains("validation   7"), run.out());
    }
    assertEquals(
        Files.readString(folder.resolve("a/index.json")),
        Files.readString(folder.resolve("b/index.json")));
    ShardIndex index = ShardIndex.read(folder.resolve("a"));
    assertEquals("mtfl-5", index.scheme().name());
    assertEquals(3, index.train().size());
    assertEquals(0, Cli.run("doctor", "--dataset", "tar", "--data", folder.resolve("a")).exit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pack --dataset jsonl --data @faces --out @|is not empty; name a new folder",
        "pack --dataset jsonl --data @faces --faces-per-tar -1 --out x|--faces-per-tar must be from 1",
        "pack --dataset tar --data @faces --out x|can be trained on and nothing else",
        "preview --recipe 300w-cnn6-wing --set data=tar --data @faces --out x|can be trained on",
        "synthesise --layout wflw --png --out x|go with --layout tar, not with wflw",
        "doctor --dataset tar --data @faces --page x|do not go with --dataset tar",
        "train --recipe 300w-cnn6-wing --set data=tar --data @faces --boxes b.csv --out x|are cut"
      })
  void words_thatDoNotGoTogether_areAUsageError(String words, String says) {
    Cli run = Cli.run((Object[]) words.replace("@", data + "/").split(" "));
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains(says), run.err());
  }

  @Test
  void balance_onTars_isBadDataThatSaysWhatTheyAreFor() {
    Cli run = Cli.run("balance", "--dataset", "tar", "--data", data);
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("tar shards hold crops, not pictures"), run.err());
    assertTrue(run.err().contains("trained on (data=tar in a recipe)"), run.err());
  }

  @Test
  void train_folderWithoutIndex_isBadData() {
    Cli run =
        Cli.run(
            "train",
            "--recipe",
            "300w-cnn6-wing",
            "--set",
            "data=tar",
            "--data",
            data,
            "--out",
            folder.resolve("run"));
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("index.json: there is no such file"), run.err());
  }

  private static Cli pack(Object... more) {
    Object[] words = new Object[9 + more.length];
    Object[] first = {
      "pack",
      "--dataset",
      "jsonl",
      "--data",
      data.resolve("faces"),
      "--set",
      NETWORK,
      "--set",
      "seed=3"
    };
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(more, 0, words, first.length, more.length);
    return Cli.run(words);
  }
}
