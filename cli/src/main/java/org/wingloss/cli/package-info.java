/**
 * The command line, the only place where the modules meet. Main knows the verbs ({@code verb});
 * they share options ({@code option}), run experiments ({@code experiment}), read and write
 * predictions ({@code prediction}) and speak to whoever sits at the terminal ({@code terminal}).
 * Entry type: {@link org.wingloss.cli.Main}. Tags such as (P), (A) or (U1) say how certain a fact
 * about the paper is: docs/paper.md#trust-tags.
 */
package org.wingloss.cli;
