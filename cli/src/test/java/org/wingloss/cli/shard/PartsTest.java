package org.wingloss.cli.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;

/** Merged parts are the result of one process, or there is a sentence that says why not. */
class PartsTest {
  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("result");
  }

  private Parts gather(Path... more) {
    return Parts.gather(out, List.of(more), line -> {});
  }

  private String refusal(Path... more) {
    return assertThrows(InvalidDataException.class, () -> gather(more)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void parts_ofAnyNumberInAnyPlaceSomeTwice_giveTheResultOfOneProcess(int count)
      throws IOException {
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(100L * count + seed);
      FakeWork work = FakeWork.random(random);
      out = folder.resolve("result" + seed);
      Path elsewhere = folder.resolve("elsewhere" + seed);
      Files.createDirectories(Shard.folder(elsewhere));
      work.runAll(count, random, out, elsewhere);
      Shard twice = new Shard(1 + random.nextInt(count), count);
      work.run(twice, twice.part(out));
      work.run(twice, twice.part(elsewhere));
      List<String> said = new ArrayList<>();
      work.assertMerged(Parts.gather(out, List.of(Shard.folder(elsewhere)), said::add));
      assertEquals(1, said.size());
      assertTrue(said.get(0).startsWith("shard " + twice + " is there twice"), said.get(0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 20})
  void parts_someMissing_areNamed(int count) throws IOException {
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(100L * count + seed);
      FakeWork work = FakeWork.random(random);
      out = folder.resolve("result" + seed);
      work.runAll(count, random, out);
      Set<Integer> missing = new TreeSet<>();
      for (int k = 0; k < Math.min(count - 1, 3) || missing.isEmpty(); k++) {
        missing.add(1 + random.nextInt(count));
      }
      for (int index : missing) {
        Files.delete(new Shard(index, count).part(out));
      }
      String said = refusal();
      if (count == missing.size()) {
        assertTrue(said.contains("holds no parts"), said);
      } else {
        assertEquals(Parts.missing(List.copyOf(missing), count), said);
      }
    }
  }

  @Test
  void missing_twoOrMany_areOneSentence() {
    assertEquals(
        "3 and 7 of 8 are missing; run again with --shard 3/8 and --shard 7/8, then merge; nothing"
            + " was written",
        Parts.missing(List.of(3, 7), 8));
    assertEquals(
        "3 of 8 is missing; run again with --shard 3/8, then merge; nothing was written",
        Parts.missing(List.of(3), 8));
    assertTrue(
        Parts.missing(Collections.nCopies(100, 5), 1000).contains("5, 5 and 80 more of 1000 are"));
  }

  @Test
  void owner_ofAName_dependsOnNothingElse() {
    FakeWork work = FakeWork.random(new Random(1));
    List<String> shuffled = new ArrayList<>(work.names());
    Collections.shuffle(shuffled, new Random(2));
    FakeWork other = new FakeWork(shuffled, work.options());
    for (int index = 1; index <= 7; index++) {
      Shard shard = new Shard(index, 7);
      assertEquals(
          new TreeSet<>(shard(work, shard)), new TreeSet<>(shard(other, shard)), shard.toString());
    }
  }

  private static List<String> shard(FakeWork work, Shard shard) {
    return work.sharded().places(shard).stream().map(work.names()::get).toList();
  }

  @Test
  void names_manyThousand_areSharedEvenly() {
    int[] owned = new int[8];
    for (int i = 0; i < 16_000; i++) {
      String name = "afw/%d_1.jpg".formatted(i);
      for (int index = 1; index <= 8; index++) {
        owned[index - 1] += new Shard(index, 8).owns(name) ? 1 : 0;
      }
    }
    for (int count : owned) {
      assertEquals(2000, count, 200);
    }
  }

  @Test
  void parts_moreThanMayBeOpen_areReadInTurns() {
    FakeWork work = FakeWork.random(new Random(5));
    work.runAll(300, new Random(1), out);
    work.assertMerged(gather());
  }

  @Test
  void part_twiceWithDifferentBytes_isRefused() {
    FakeWork work = FakeWork.random(new Random(5));
    work.runAll(2, new Random(1), out);
    Path elsewhere = folder.resolve("1-of-2.part");
    ShardedWork other =
        new ShardedWork("fake", List.of("--norm", "box-size"), work.options(), work.names());
    try (PartWriter part = new PartWriter(elsewhere, other, new Shard(1, 2), 0)) {
      part.finish();
    }
    String said = refusal(elsewhere);
    assertTrue(said.contains("are both shard 1/2 but their bytes differ"), said);
    assertTrue(said.contains(elsewhere.toString()), said);
  }

  @Test
  void parts_ofOtherWork_areRefusedWithTheDifference() {
    FakeWork work = FakeWork.random(new Random(5));
    work.run(new Shard(1, 2), new Shard(1, 2).part(out));
    assertRefused(work.with("--seed", "2"), 2, "--seed is 1 in the one and 2 in the other");
    assertRefused(work.with("--tta", "true"), 2, "--seed is 1 in the one and absent in the other");
    assertRefused(work, 3, "the number of shards is 2 in the one and 3 in the other");
    List<String> more = new ArrayList<>(work.names());
    more.add("new");
    assertRefused(new FakeWork(more, work.options()), 2, "the number of items is");
    Collections.swap(more, 0, 1);
    more.remove("new");
    assertRefused(new FakeWork(more, work.options()), 2, "are not the same, or in another order");
  }

  private void assertRefused(FakeWork other, int count, String difference) {
    Path file = folder.resolve("other.part");
    other.run(new Shard(2, count), file);
    String said = refusal(file);
    assertTrue(said.contains("are not parts of the same work: "), said);
    assertTrue(said.contains(difference), said);
    assertTrue(said.contains(file + " ") && said.contains(Shard.folder(out).toString()), said);
  }

  @Test
  void shard_run_replacesAnEarlierPartAndLeavesNothingUnfinished() throws IOException {
    FakeWork work = FakeWork.random(new Random(5));
    work.with("--seed", "7").runAll(3, new Random(1), out);
    Path left = Shard.folder(out).resolve("1-of-3.part.0123456789abcdef.unfinished");
    Files.writeString(left, "of a killed process");
    work.runAll(3, new Random(1), out);
    work.assertMerged(gather());
    try (Stream<Path> files = Files.list(Shard.folder(out))) {
      assertEquals(4, files.count());
    }
  }

  @Test
  void work_changedSinceTheShards_isRefused() {
    FakeWork work = FakeWork.random(new Random(5));
    work.runAll(2, new Random(1), out);
    Parts parts = gather();
    parts.require(work.sharded());
    String said =
        assertThrows(
                InvalidDataException.class, () -> parts.require(work.with("--seed", "2").sharded()))
            .getMessage();
    assertTrue(said.contains("was made of other things than are here now: --seed"), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "1/0", "-1/3", "1", "1/3/5", "a/b", "1/100001", "", "1 /2"})
  void shard_thatIsNone_isRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Shard.parse(text));
  }

  @Test
  void shard_first_countsFromOne() {
    assertEquals(new Shard(2, 8), Shard.parse("2/8"));
    assertEquals("2/8", new Shard(2, 8).toString());
    assertEquals(
        Path.of("a", "faces.jsonl.shards", "2-of-8.part"),
        new Shard(2, 8).part(Path.of("a", "faces.jsonl")));
  }
}
