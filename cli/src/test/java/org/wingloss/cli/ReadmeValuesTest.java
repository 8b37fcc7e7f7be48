package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wingloss.loss.LandmarkLoss;

/** The numbers that loss-core's README writes beside its lines of Java. */
class ReadmeValuesTest {
  private static final Path README = SourceFiles.ROOT.resolve("loss-core/README.md");
  private static final Pattern LOSS = Pattern.compile("LandmarkLoss\\.parse\\(\"(.*?)\"\\)");
  private static final Pattern LINE =
      Pattern.compile("(?m)^wing\\.(value|derivative)\\((\\S+)\\); +// ([-0-9.]+)");

  @Test
  void values_besideTheLinesOfJava_areWhatTheLossSays() throws IOException {
    String readme = Files.readString(README);
    var named = LOSS.matcher(readme);
    assertEquals(true, named.find());
    LandmarkLoss wing = LandmarkLoss.parse(named.group(1));
    List<MatchResult> lines = LINE.matcher(readme).results().toList();
    assertEquals(4, lines.size());
    for (MatchResult line : lines) {
      double x = Double.parseDouble(line.group(2));
      double is = line.group(1).equals("value") ? wing.value(x) : wing.derivative(x);
      assertEquals(Double.parseDouble(line.group(3)), is, line.group());
    }
  }
}
