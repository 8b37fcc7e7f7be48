package org.wingloss.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class MarkupTest {
  @Test
  void html_markup_staysText() {
    assertEquals(
        "&lt;b id=&quot;1&quot; x=&#39;2&#39;&gt; &amp;amp;",
        Markup.html("<b id=\"1\" x='2'> &amp;"));
  }

  @Test
  void html_controlCharacters_areReplacedButForLineEndAndTab() {
    assertEquals("a\uFFFDb\tc\nd", Markup.html("a\u0001b\tc\nd"));
  }

  @Test
  void markdown_markup_staysText() {
    assertEquals(
        "\\*a\\* \\_b\\_ \\`c\\` \\[d](e) \\~f\\~ &lt;g&gt; &amp;amp; \uFFFD",
        Markup.markdown("*a* _b_ `c` [d](e) ~f~ <g> &amp; \u0001"));
  }

  /** Else the backslash that is added would be the one that is escaped. */
  @Test
  void markdown_backslashBeforeMarkup_doesNotFreeIt() {
    assertEquals("\\\\\\*a\\\\\\*", Markup.markdown("\\*a\\*"));
  }

  @Test
  void markdown_cellOfATable_endsNeitherCellNorLine() {
    assertEquals("a&#124;b # c", Markup.markdown(" a|b\r\n\n#\tc\n"));
  }

  @Test
  void code_whatWouldEndTheSpan_isASpace() {
    assertEquals("wing(w=10,a_b) c d", Markup.code(" wing(w=10,a_b) `c`|\nd"));
  }

  /** A person reads the file too. */
  @Test
  void markdown_quotes_stay() {
    assertEquals("the picture's \"left\"", Markup.markdown("the picture's \"left\""));
  }
}
