package org.wingloss.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.SampleReport;
import org.wingloss.evaluation.report.html.HtmlReport;

/** Reports on one face do not speak of "1 faces". */
class CountOfOneTest {
  @TempDir private Path folder;
  private Report report;

  @BeforeEach
  void oneFace() {
    report = SampleReport.of(folder, 1);
  }

  @Test
  void comparison_ofOneFace_saysFace() {
    String text = ComparisonText.of(report);
    assertTrue(text.startsWith("1 face, NME in % of "), text);
    assertTrue(text.contains("better on 100.0 % of 1 face"), text);
    assertFalse(text.contains("1 faces"), text);
  }

  @Test
  void markdown_ofOneFace_saysFace() {
    String text = MarkdownReport.of(report);
    assertTrue(text.contains("\n1 face, 68 landmarks (300w-68)."), text);
    assertTrue(text.contains("\n1 face, NME in % of "), text);
    assertFalse(text.contains("1 faces"), text);
  }

  @Test
  void page_ofOneFace_saysFace() {
    String text = HtmlReport.of(report);
    assertTrue(text.contains(">1 face, 68 landmarks ("), text);
    assertTrue(text.contains("NME of 1 face when its box is moved or scaled by a share"), text);
    assertFalse(text.contains("1 faces"), text);
  }
}
