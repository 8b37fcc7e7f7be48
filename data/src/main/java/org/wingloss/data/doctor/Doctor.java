package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.OtherList;
import org.wingloss.data.dataset.Reading;
import org.wingloss.data.dataset.SkipList;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.FlawedPictures;

/**
 * Examines a data set on disk: expected against found counts, single faces and pictures that cannot
 * be read, the index base, points outside pictures, boxes that cut faces, the flip map, EXIF
 * rotations, faces that occur twice or in both training and test, and annotations that do not look
 * right. Every picture is decoded.
 */
public final class Doctor {
  private Doctor() {}

  /**
   * Examines.
   *
   * @param data the data set's folder, or its list file where the layout has one
   * @param progress is told how many pictures have been looked at, from any thread
   * @throws InvalidDataException if nothing at all can be read; the message is the first reason
   */
  public static DoctorReport examine(DatasetReader reader, Path data, IntConsumer progress) {
    ExaminedDataset patient = ExaminedDataset.of(reader, data, progress);
    if (patient.readings().isEmpty()) {
      Map<String, String> reasons =
          patient.broken().isEmpty() ? patient.absent() : patient.broken();
      throw new InvalidDataException(reasons.values().iterator().next());
    }
    List<SplitCount> counts = counts(patient);
    FixList fix = new FixList();
    List<Finding> findings = new ArrayList<>();
    findings.add(countFinding(counts));
    findings.addAll(unexaminedLists(patient.unexamined()));
    findings.addAll(unreadableFaces(patient));
    findings.addAll(pictures(patient, fix));
    FaceChecks checks = new FaceChecks(patient);
    findings.addAll(checks.findings());
    fix.add(checks.degenerateFaces());
    DuplicateFaces duplicates = new DuplicateFaces(patient);
    findings.addAll(duplicates.findings());
    if (reader.validationFile(data).isEmpty()) {
      findings.addAll(repeatedValidation(patient));
    }
    fix.addTraining(duplicates.fix());
    findings.addAll(fix.findings(patient));
    findings.addAll(idleSkips(reader.idleSkips(data, patient.readings())));
    AnnotationChecks annotations = new AnnotationChecks(patient);
    findings.add(annotations.finding());
    return new DoctorReport(
        patient.kind(),
        data.toString(),
        patient.scheme().name(),
        DoctorReport.verdict(findings),
        counts,
        findings,
        fix.lines(patient),
        annotations.suspicious());
  }

  private static List<SplitCount> counts(ExaminedDataset patient) {
    List<SplitCount> counts = new ArrayList<>();
    for (Map.Entry<String, Reading> entry : patient.readings().entrySet()) {
      String split = entry.getKey();
      Reading reading = entry.getValue();
      counts.add(
          new SplitCount(
              split,
              PublishedCounts.expected(patient.kind(), split),
              reading.faces().size(),
              reading.problems().size(),
              reading.skipped().size(),
              ""));
      for (String subset : PublishedCounts.subsets(patient.kind(), split)) {
        String name = split + "/" + subset;
        int found =
            (int) reading.faces().stream().filter(f -> f.subsets().contains(subset)).count();
        counts.add(
            new SplitCount(name, PublishedCounts.expected(patient.kind(), name), found, 0, 0, ""));
      }
    }
    patient.broken().keySet().forEach(split -> counts.add(unread(patient, split, "")));
    patient.absent().forEach((split, why) -> counts.add(unread(patient, split, why)));
    return counts;
  }

  private static SplitCount unread(ExaminedDataset patient, String split, String absent) {
    int expected = PublishedCounts.expected(patient.kind(), split);
    return new SplitCount(split, expected, 0, 0, 0, absent);
  }

  private static Finding countFinding(List<SplitCount> counts) {
    long faces = counts.stream().mapToLong(SplitCount::found).sum();
    if (faces == 0) {
      return new Finding("counts", Severity.ERROR, 0, "no face could be read", List.of());
    }
    List<String> wrong =
        counts.stream()
            .filter(count -> count.expected() >= 0 && !count.asExpected())
            .map(c -> "%s: %d of %d".formatted(c.split(), c.found(), c.expected()))
            .toList();
    return Finding.about(
        "counts",
        Severity.WARNING,
        wrong,
        "[split or subset does|splits or subsets do] not have as many faces as published; numbers on them are not comparable",
        "every split that has a published count has it");
  }

  /** A layout's own validation list has faces of its own; of those of train none is trained on. */
  private static List<Finding> repeatedValidation(ExaminedDataset patient) {
    List<String> repeated = ids(patient, "validation");
    repeated.retainAll(ids(patient, "train"));
    return repeated.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                "validation",
                Severity.WARNING,
                repeated.size(),
                "[face|faces] of train [is|are] in the validation list too; a training that holds the"
                    + " list out leaves [it|them] out",
                repeated));
  }

  private static List<String> ids(ExaminedDataset patient, String split) {
    Reading reading = patient.readings().get(split);
    List<Face> faces = reading == null ? List.of() : reading.faces();
    return new ArrayList<>(faces.stream().map(Face::id).toList());
  }

  private static List<Finding> idleSkips(List<String> lines) {
    return lines.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                "skip-list",
                Severity.WARNING,
                lines.size(),
                "[line|lines] of %s [names|name] no face of any split that was read"
                    .formatted(SkipList.NAME),
                lines));
  }

  private static List<Finding> unexaminedLists(Map<OtherList, String> lists) {
    List<String> unread = reasons(lists, list -> list.split().isPresent());
    List<String> others = reasons(lists, list -> list.split().isEmpty());
    List<Finding> findings = new ArrayList<>();
    if (!unread.isEmpty()) {
      String message =
          "further [list was|lists were] not examined: no face of [it|them] can be read";
      findings.add(new Finding("lists", Severity.WARNING, unread.size(), message, unread));
    }
    if (!others.isEmpty()) {
      String message =
          "further [file was|files were] not examined: named like no test or validation list of"
              + " this data set";
      findings.add(new Finding("lists", Severity.OK, others.size(), message, others));
    }
    return findings;
  }

  private static List<String> reasons(Map<OtherList, String> lists, Predicate<OtherList> which) {
    return lists.entrySet().stream()
        .filter(list -> which.test(list.getKey()))
        .map(Map.Entry::getValue)
        .distinct()
        .toList();
  }

  private static List<Finding> unreadableFaces(ExaminedDataset patient) {
    List<String> broken = List.copyOf(patient.broken().values());
    List<String> problems = new ArrayList<>();
    patient.readings().values().forEach(reading -> problems.addAll(reading.problems().values()));
    List<Finding> findings = new ArrayList<>();
    if (!broken.isEmpty()) {
      String message = "[split is|splits are] there but cannot be read";
      findings.add(new Finding("faces", Severity.ERROR, broken.size(), message, broken));
    }
    if (broken.isEmpty() || !problems.isEmpty()) {
      findings.add(
          Finding.about(
              "faces",
              Severity.ERROR,
              problems,
              "[face|faces] cannot be read",
              "every face of the lists can be read"));
    }
    return findings;
  }

  private static List<Finding> pictures(ExaminedDataset patient, FixList fix) {
    List<String> problems = new ArrayList<>();
    Set<String> flaws = new LinkedHashSet<>();
    for (Face face : patient.faces()) {
      ExaminedPicture picture = patient.picture(face);
      if (!picture.isReadable()) {
        fix.add(List.of(face));
        problems.add(picture.problem());
      } else if (!picture.problem().isEmpty()) {
        flaws.add(picture.problem());
      }
    }
    List<Finding> findings = new ArrayList<>();
    if (flaws.isEmpty() || !problems.isEmpty()) {
      findings.add(
          Finding.about(
              "pictures",
              Severity.ERROR,
              problems,
              "[face is in a picture|faces are in pictures] that cannot be decoded",
              Plural.of(
                  patient.pictures().size(),
                  "[the only picture|all %d pictures] can be decoded"
                      .formatted(patient.pictures().size()))));
    }
    if (!flaws.isEmpty()) {
      findings.add(
          new Finding(
              "pictures", Severity.WARNING, flaws.size(), FlawedPictures.SAID, List.copyOf(flaws)));
    }
    return findings;
  }
}
