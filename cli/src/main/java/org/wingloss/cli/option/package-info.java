/**
 * Options that several verbs share, each defined once with its help and its check. Entry type:
 * {@link org.wingloss.cli.option.ScoringOptions}.
 */
package org.wingloss.cli.option;
