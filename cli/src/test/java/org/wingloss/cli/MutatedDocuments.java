package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;

/**
 * Documents in JSON and YAML with every value replaced in turn: each is read, or refused with one
 * sentence and the exit code of bad data or a bad recipe.
 */
abstract class MutatedDocuments {
  private static final Set<Integer> CLEAN =
      Set.of(ExitCode.OK, ExitCode.BAD_RECIPE, ExitCode.BAD_DATA);

  @TempDir Path folder;

  private final List<String> unclean = new ArrayList<>();

  /** Reads a document and says with which exit code that ends. */
  interface Reader {
    int read(Path file) throws IOException;
  }

  /** Ends with an exit code. */
  interface Work {
    int exit() throws IOException;
  }

  static int exit(Object... words) {
    Cli run = Cli.run(words);
    if (run.exit() == ExitCode.UNEXPECTED || run.err().contains("unexpected failure")) {
      throw new IllegalStateException(run.err());
    }
    return run.exit();
  }

  static int api(Runnable work) {
    try {
      work.run();
      return ExitCode.OK;
    } catch (InvalidDataException e) {
      requireSentence(e);
      return ExitCode.BAD_DATA;
    } catch (InvalidRecipeException e) {
      requireSentence(e);
      return ExitCode.BAD_RECIPE;
    }
  }

  private static void requireSentence(RuntimeException e) {
    if (e.getMessage().contains("null\"") || e.getMessage().contains("Exception")) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Reads a document as it is, with a byte order mark, and with every value replaced. */
  void check(Path file, int fewest, Reader reader) throws IOException {
    String valid = Files.readString(file);
    Files.writeString(file, "\uFEFF" + valid);
    assertEquals(ExitCode.OK, reader.read(file), "with a byte order mark");
    Files.writeString(file, valid);
    mutate(file, fewest, reader);
  }

  void mutate(Path file, int fewest, Reader reader) throws IOException {
    String valid = Files.readString(file);
    assertEquals(ExitCode.OK, reader.read(file), "the document as it is");
    Map<String, String> mutations = JsonMutations.of(valid);
    assertTrue(mutations.size() >= fewest, mutations.size() + " documents");
    mutations.forEach(
        (what, text) ->
            note(
                what,
                () -> {
                  Files.writeString(file, text);
                  return reader.read(file);
                }));
    assertClean(" of " + mutations.size());
  }

  void note(String what, Work work) {
    try {
      int code = work.exit();
      if (!CLEAN.contains(code)) {
        unclean.add(what + ": exit " + code);
      }
    } catch (IOException | RuntimeException | StackOverflowError e) {
      unclean.add(what + ": " + e);
    }
  }

  /** Fails if something that was noted did not end cleanly. */
  void assertClean(String of) {
    assertEquals(List.of(), unclean, unclean.size() + of);
  }
}
