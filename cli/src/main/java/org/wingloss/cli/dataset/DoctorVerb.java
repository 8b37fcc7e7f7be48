package org.wingloss.cli.dataset;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.DatasetOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.Plural;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.SkipList;
import org.wingloss.data.doctor.Doctor;
import org.wingloss.data.doctor.DoctorReport;
import org.wingloss.data.doctor.Finding;
import org.wingloss.data.doctor.SplitCount;
import org.wingloss.data.doctor.SuspiciousPage;
import org.wingloss.data.io.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a data set on disk against its protocol. */
@Command(
    name = "doctor",
    header = "check a data set on disk",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a data set on disk: counts against the protocol, faces and pictures that cannot be "
          + "read, index base, points outside pictures, boxes that cut faces, flip pairs, EXIF "
          + "rotation, duplicates and leakage, annotations that do not look right. Exit 4 when the data "
          + "are unusable as they are.",
      "Of tar shards (--dataset tar) it reads every annotation, decodes every picture and compares "
          + "every tar with the index."
    },
    footer = {
      "",
      "A list written by --fix-list as wingloss-skip.txt in the data folder makes every verb leave "
          + "those faces out. A face is a duplicate if the same picture, as it is or flipped, has the "
          + "same landmarks; several people in one photograph are not duplicates.",
      "",
      "Example:",
      "  wingloss doctor --dataset 300w --data 300w \\",
      "    --fix-list 300w/wingloss-skip.txt \\",
      "    --page suspicious.html"
    })
public final class DoctorVerb implements Callable<Integer> {
  private static final int STEP = 1000;

  @Mixin private DatasetOptions dataset;

  @Option(
      names = "--fix-list",
      paramLabel = "FILE",
      description = "Add the ids of the faces to leave out to this file.")
  private Path fixList;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Draw the faces whose annotations do not look right on an HTML page.")
  private Path page;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (dataset.kind().equals(TarDoctor.KIND)) {
      return tars();
    }
    if (fixList != null) {
      requireFile("--fix-list", fixList, SkipList.NAME);
    }
    if (page != null) {
      requireFile("--page", page, ".html");
    }
    DatasetReader reader = dataset.reader();
    DoctorReport diagnosis = Doctor.examine(reader, dataset.data(), this::progress);
    // First: it took long, and a file that cannot be written must not keep it back.
    output.printValue(diagnosis, () -> text(diagnosis));
    if (fixList != null) {
      SkipList.add(fixList, diagnosis.fix());
    }
    if (page != null) {
      int threads = Runtime.getRuntime().availableProcessors();
      AtomicFile.write(page, SuspiciousPage.html(diagnosis, reader.scheme(), threads));
    }
    return diagnosis.isUnusable() ? ExitCode.BAD_DATA : ExitCode.OK;
  }

  /** What ends otherwise and lies in the data folder is of the data set. */
  private void requireFile(String option, Path file, String ending) {
    Arguments.requireFile(option, file);
    Arguments.requireOther(option, file, List.of(dataset.data()));
    if (Arguments.isBelow(dataset.data(), file) && !file.toString().endsWith(ending)) {
      throw new UsageException(
          "%s %s would replace a file of the data set; in its folder give one that ends in %s"
              .formatted(option, file, ending));
    }
  }

  private int tars() {
    if (fixList != null || page != null) {
      throw new UsageException("--fix-list and --page do not go with --dataset tar");
    }
    dataset.requireNoLinks();
    TarDoctor diagnosis = TarDoctor.examine(dataset.data(), this::progress);
    output.printValue(diagnosis, () -> diagnosis.text(dataset.data()));
    return diagnosis.isUnusable() ? ExitCode.BAD_DATA : ExitCode.OK;
  }

  private void progress(int done) {
    if (done % STEP == 0) {
      output.say(done + " pictures read");
    }
  }

  private String text(DoctorReport diagnosis) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.printf("%s (%s) in %s%n%n", diagnosis.kind(), diagnosis.scheme(), diagnosis.data());
    out.printf("%-20s %9s %9s %11s %8s%n", "split", "expected", "found", "unreadable", "skipped");
    for (SplitCount count : diagnosis.splits()) {
      String expected = count.expected() < 0 ? "-" : String.valueOf(count.expected());
      if (count.absent().isEmpty()) {
        out.printf(
            "%-20s %9s %9d %11d %8d%n",
            count.split(), expected, count.found(), count.unreadable(), count.skipped());
      } else {
        out.printf("%-20s %9s    absent: %s%n", count.split(), expected, count.absent());
      }
    }
    out.println();
    for (Finding finding : diagnosis.findings()) {
      String sign =
          switch (finding.severity()) {
            case OK -> "ok     ";
            case WARNING -> "warning";
            case ERROR -> "ERROR  ";
          };
      String number = finding.count() == 0 ? "" : finding.count() + " ";
      out.printf("%s %-11s %s%s%n", sign, finding.check(), number, finding.message());
      finding.examples().forEach(example -> out.printf("%21s%s%n", "", example));
    }
    out.printf("%nverdict: %s%n", diagnosis.verdict());
    if (!diagnosis.fix().isEmpty()) {
      out.printf(
          Plural.of(diagnosis.fix().size(), "%d [face|faces] to leave out %s%n"),
          diagnosis.fix().size(),
          fixList == null
              ? Plural.of(diagnosis.fix().size(), "(list [it|them] with --fix-list FILE)")
              : Plural.of(diagnosis.fix().size(), "[is|are] listed in ") + fixList);
    }
    if (!diagnosis.suspicious().isEmpty()) {
      out.printf(
          Plural.of(diagnosis.suspicious().size(), "%d [face|faces] to look at %s%n"),
          diagnosis.suspicious().size(),
          page == null
              ? Plural.of(diagnosis.suspicious().size(), "(draw [it|them] with --page FILE)")
              : Plural.of(diagnosis.suspicious().size(), "[is|are] drawn in ") + page);
    }
    return text.toString().stripTrailing();
  }
}
