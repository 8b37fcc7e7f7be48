package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.cli.Cli;

/** Numbers that would take all memory are refused by name, before anything is made of them. */
class LargeNumbersTest {
  private static final String TRAIN = "train --recipe 300w-cnn6-wing --data none --out run ";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "summary --network cnn6 --landmarks 2147483647|2|--landmarks must be from 1 to 10000",
        "reproduce table1 --budget smoke --seeds 2147483647|2|--seeds must be from 1 to 1000",
        "reproduce table1 --budget smoke --jobs 2147483647|2|--jobs must be from 1 to 256",
        TRAIN + "--threads 2147483647|2|--threads must be from 0 to 256",
        TRAIN + "--loaders 2147483647|2|--loaders must be from 0 to 256",
        TRAIN + "--set batch-size=2147483647|3|batch-size must be <= 21845 for an input of 64",
        TRAIN + "--set balance=pose(bins=2147483647)|3|bins must be <= 10000 but was 2147483647",
        TRAIN + "--set network=cnn6(widths=65536-1-1-1-1)|3|numbers between two layers",
      })
  void run_numberWithoutMeasure_isOneSentence(String words, int exit, String part)
      throws IOException {
    String[] command =
        Stream.of(words.split(" "))
            .map(
                word ->
                    List.of("none", "run").contains(word) ? folder.resolve(word).toString() : word)
            .toArray(String[]::new);
    Cli out = Cli.run((Object[]) command);
    assertEquals(exit, out.exit(), out.err());
    assertTrue(out.err().contains(part), out.err());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
