package org.wingloss.data.face;

/** What is known of one landmark. */
public enum Visibility {
  /** Marked and to be seen. */
  VISIBLE,
  /** Marked, but covered by something or turned away. */
  HIDDEN,
  /** Not marked: there are no coordinates. */
  MISSING
}
