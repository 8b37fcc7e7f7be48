/**
 * The command line, the only place where the modules meet. Entry type: {@link
 * org.wingloss.cli.Main}. Tags such as (P), (A) or (U1) say how certain a fact about the paper is:
 * docs/paper.md#trust-tags.
 */
package org.wingloss.cli;
