package org.wingloss.cli.verb;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ShapesOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.PlainText;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.scheme.FlipMap;
import org.wingloss.data.scheme.LandmarkScheme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, checks and derives landmark schemes. */
@Command(
    name = "scheme",
    header = "landmark schemes: list, show, derive, check",
    mixinStandardHelpOptions = true,
    description =
        "Landmark schemes: what the landmarks mean and which one a flip turns into which.",
    synopsisSubcommandLabel = "(list | show | derive | check)",
    subcommands = {
      SchemeVerb.ListSchemes.class,
      SchemeVerb.Show.class,
      SchemeVerb.Derive.class,
      SchemeVerb.Check.class
    },
    footer = {
      "",
      "Example:",
      "  wingloss scheme derive --shapes faces.jsonl --name mine-42 --out mine-42.json"
    })
final class SchemeVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "one of list, show, derive, check is needed");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the schemes that travel with the tool.",
      footer = {"", "Example:", "  wingloss scheme list"})
  static final class ListSchemes implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = PlainText.out(spec);
      for (String name : LandmarkScheme.names()) {
        out.printf("%-10s %s%n", name, LandmarkScheme.of(name).description());
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints a scheme as the JSON file that a scheme of one's own is.",
      footer = {"", "Example:", "  wingloss scheme show mtfl-5"})
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SCHEME", description = "A name or a file.")
    private String scheme;

    @Override
    public Integer call() {
      PlainText.out(spec).println(LandmarkScheme.of(scheme).toJson());
      return ExitCode.OK;
    }
  }

  @Command(
      name = "derive",
      mixinStandardHelpOptions = true,
      description = {
        "Derives the flip map of any N-point scheme from faces and proves it: partners must be "
            + "mutual (an involution) and lie within the tolerance in the mirrored mean shape."
      },
      footer = {
        "",
        "Example:",
        "  wingloss scheme derive --shapes faces.jsonl --name mine-42 --out mine-42.json"
      })
  static final class Derive implements Callable<Integer> {
    @Mixin private ShapesOptions shapes;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        defaultValue = "mine",
        description = "The name in the scheme file (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(
        names = "--tolerance",
        paramLabel = "T",
        defaultValue = "0.05",
        description =
            "Largest distance of partners, share of face size (default: ${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(
        names = {"-o", "--out"},
        paramLabel = "FILE",
        description = "Write the scheme file.")
    private Path out;

    @Mixin private OutputOptions output;

    @Override
    public Integer call() {
      if (!(tolerance > 0)) {
        throw new UsageException("--tolerance must be above 0 but is " + tolerance);
      }
      if (out != null) {
        Arguments.requireFile("--out", out);
        Arguments.requireOther("--out", out, List.of(shapes.path()));
      }
      FlipMap mirror = FlipMap.from(shapes.read(), tolerance);
      String scheme = mirror.scheme(name).toJson();
      if (out != null) {
        AtomicFile.write(out, scheme + "\n");
      }
      output.print(() -> scheme, () -> text(mirror));
      return ExitCode.OK;
    }

    private String text(FlipMap mirror) {
      int[] flip = mirror.flip();
      List<String> lines = new ArrayList<>();
      lines.add(
          "%d landmarks, %d %s"
              .formatted(flip.length, mirror.faces(), Plural.of(mirror.faces(), "[face|faces]")));
      lines.add("pairs      " + mirror.pairs());
      lines.add(
          "middle     "
              + IntStream.range(0, flip.length).filter(i -> flip[i] == i).boxed().toList());
      lines.add(
          "involution proved, largest residual %.4f of the face size".formatted(mirror.worst()));
      if (!mirror.doubtful().isEmpty()) {
        lines.add(
            "doubtful   %s (another landmark lies almost as near)".formatted(mirror.doubtful()));
      }
      if (out != null) {
        lines.add("written    %s; add eyes, outlines and groups by hand".formatted(out));
      }
      return String.join(System.lineSeparator(), lines);
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Checks a scheme's flip map against faces; exit 4 when they disagree.",
      footer = {"", "Example:", "  wingloss scheme check 300w-68 --dataset 300w --data 300w"})
  static final class Check implements Callable<Integer> {
    private static final double TOLERANCE = 0.1;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SCHEME", description = "A name or a file.")
    private String scheme;

    @Mixin private ShapesOptions shapes;

    @Override
    public Integer call() {
      LandmarkScheme stated = LandmarkScheme.of(scheme);
      FlipMap found = FlipMap.from(shapes.read(), TOLERANCE);
      if (!Arrays.equals(stated.flipMap(), found.flip())) {
        throw new InvalidDataException(
            "%s: the flip map does not fit the faces: it says %s, the faces say %s"
                .formatted(
                    stated.name(),
                    Arrays.toString(stated.flipMap()),
                    Arrays.toString(found.flip())));
      }
      PlainText.out(spec)
          .printf(
              Plural.of(
                  found.faces(),
                  "%s: the flip map fits %d [face|faces], largest residual %.4f of the face size%n"),
              stated.name(),
              found.faces(),
              found.worst());
      return ExitCode.OK;
    }
  }
}
