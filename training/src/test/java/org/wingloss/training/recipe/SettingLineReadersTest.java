package org.wingloss.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.data.augmentation.Augmentation;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.training.optimiser.Optimiser;
import org.wingloss.training.schedule.LearningRateSchedule;

/** One table of lines, accepted and refused, over every reader of the one-line form. */
class SettingLineReadersTest {
  private static final Path TABLE =
      Path.of("../loss-core/src/test/resources/org/wingloss/loss/setting-lines.txt");

  /** A reader, and a line of its that has a value of the kind. */
  private record Reader(
      String kind, String name, String key, String value, Function<String, ?> reader) {
    String line(String pattern) {
      return pattern.replace("NAME", name).replace("KEY", key).replace("VALUE", value);
    }
  }

  private record Row(String kind, String pattern, String verdict) {
    boolean accepted() {
      return verdict.equals("accepted");
    }

    boolean says(String message) {
      return Stream.of(verdict.substring("refused: ".length()).split(" or "))
          .anyMatch(message::contains);
    }
  }

  static Stream<Reader> readers() {
    return Stream.of(
        new Reader("number", "wing", "w", "15", LandmarkLoss::parse),
        new Reader("number", "sgd", "momentum", "0", Optimiser::of),
        new Reader("number", "adamw", "weight-decay", "5", Optimiser::of),
        new Reader("number", "constant", "rate", "3", LearningRateSchedule::of),
        new Reader("number", "rotation", "degrees", "15", Augmentation::parse),
        new Reader("number", "truth", "enlarge", "2", BoxProtocolLine::of),
        new Reader("whole", "cnn6", "hidden", "512", NetworkSpec::of),
        new Reader("whole", "patches", "count", "3", Augmentation::parse),
        new Reader("whole", "pose", "bins", "7", BalancingRecipe::of),
        new Reader("whole", "pose", "component", "2", BalancingRecipe::of),
        new Reader("whole", "pose", "cap", "5", BalancingRecipe::of),
        new Reader("whole", "first-stage", "copies", "2", SecondStage.Crops::of),
        new Reader("flag", "resnet50", "standardise", "false", NetworkSpec::of),
        new Reader("flag", "dataset", "square", "false", BoxProtocolLine::of),
        new Reader("list", "hourglass", "widths", "32-64", NetworkSpec::of),
        new Reader("word", "matconvnet", "at", "mean-shape", InitialWeights::of),
        new Reader("word", "pose", "mode", "interpolated", BalancingRecipe::of));
  }

  /** Readers of names that have no keys. */
  static Stream<Reader> namesAlone() {
    return Stream.of(
        new Reader("any", "l1", "", "", LandmarkLoss::parse),
        new Reader("any", "every-10th", "", "", ValidationSplit::of),
        new Reader("any", "none", "", "", BalancingRecipe::of),
        new Reader("any", "annotation", "", "", SecondStage.Crops::of),
        new Reader("any", "float32", "", "", Precision::of),
        new Reader("any", "chin-eyes", "", "", SecondStage::kind));
  }

  private static List<Row> table() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\\|", -1))
        .map(parts -> new Row(parts[0].strip(), parts[1].stripTrailing(), parts[2].strip()))
        .toList();
  }

  @Test
  void table_everyKindOfValue_hasRowsAndReaders() throws IOException {
    assertEquals(58, table().size());
    assertEquals(
        Stream.of("any", "flag", "list", "number", "whole", "word").toList(),
        table().stream().map(Row::kind).distinct().sorted().toList());
    assertEquals(
        Stream.of("flag", "list", "number", "whole", "word").toList(),
        readers().map(Reader::kind).distinct().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("readers")
  void read_everyLineOfTheTable_isAcceptedOrRefusedAsTheTableSays(Reader reader)
      throws IOException {
    for (Row row : table()) {
      if (row.kind().equals("any") || row.kind().equals(reader.kind())) {
        check(reader, row);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("namesAlone")
  void read_nameWithoutKeys_isAcceptedOrRefusedAsTheTableSays(Reader reader) throws IOException {
    for (Row row : table()) {
      if (row.kind().equals("any") && !row.pattern().contains("KEY")) {
        check(reader, row);
      }
    }
  }

  private static void check(Reader reader, Row row) {
    String line = reader.line(row.pattern());
    if (row.accepted() && row.pattern().contains("KEY")) {
      Object meant = reader.reader().apply(reader.line("NAME(KEY=VALUE)"));
      assertEquals(meant, reader.reader().apply(line), line);
    } else if (row.accepted() && reader.name().equals("constant")) {
      assertEquals("constant needs 'rate'", refusal(reader, line), line);
    } else if (row.accepted()) {
      assertEquals(reader.reader().apply(reader.name()), reader.reader().apply(line), line);
    } else {
      String message = refusal(reader, line);
      assertTrue(row.says(message), "'%s': %s".formatted(line, message));
    }
  }

  @Test
  void unknownName_everyConstantIsNamed() {
    Reader precision = new Reader("any", "", "", "", Precision::of);
    assertEquals("precision must be float32 or bfloat16 but was 'x'", refusal(precision, "x"));
    Reader validation = new Reader("any", "", "", "", ValidationSplit::of);
    assertEquals(
        "validation must be every-10th, list or none but was 'x'", refusal(validation, "x"));
    Reader box = new Reader("any", "", "", "", BoxProtocolLine::of);
    assertEquals("a box is truth, dataset or file but was 'x'", refusal(box, "x"));
    Reader balance = new Reader("any", "", "", "", BalancingRecipe::of);
    assertEquals(
        "mode must be faithful, default or interpolated but was 'x'",
        refusal(balance, "pose(mode=x)"));
    Reader alignment = new Reader("any", "", "", "", SecondStage::kind);
    assertEquals("alignment must be procrustes or chin-eyes but was 'x'", refusal(alignment, "x"));
    Reader prediction = new Reader("any", "", "", "", SecondStage::prediction);
    assertEquals(
        "prediction must be second-stage or mean-of-stages but was 'x'", refusal(prediction, "x"));
  }

  private static String refusal(Reader reader, String line) {
    return assertThrows(
            IllegalArgumentException.class, () -> reader.reader().apply(line), "'" + line + "'")
        .getMessage();
  }
}
