package org.wingloss.data.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.wingloss.data.doctor.Finding.Severity;

/**
 * What the doctor says.
 *
 * @param kind the layout
 * @param data the folder
 * @param scheme the landmark scheme
 * @param verdict {@code usable}, {@code usable with care} or {@code unusable}
 * @param splits the counts
 * @param findings one for each check
 * @param fix the lines of a skip list whose faces, left out, repair what can be repaired
 * @param suspicious the faces whose annotation does not look right; they are not in the fix list,
 *     for a person has to look at them
 */
public record DoctorReport(
    String kind,
    String data,
    String scheme,
    String verdict,
    List<SplitCount> splits,
    List<Finding> findings,
    List<String> fix,
    List<SuspiciousFace> suspicious) {
  /** Copies the lists. */
  public DoctorReport {
    splits = List.copyOf(splits);
    findings = List.copyOf(findings);
    fix = List.copyOf(fix);
    suspicious = List.copyOf(suspicious);
  }

  /** Whether the data cannot be used as they are. */
  @JsonIgnore
  public boolean isUnusable() {
    return verdict.equals("unusable");
  }

  static String verdict(List<Finding> findings) {
    boolean error = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    boolean warning = findings.stream().anyMatch(f -> f.severity() == Severity.WARNING);
    return error ? "unusable" : warning ? "usable with care" : "usable";
  }
}
