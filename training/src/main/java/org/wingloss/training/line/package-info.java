/**
 * The one-line form {@code name(key=value,…)} of a recipe's values. Entry type: {@link
 * org.wingloss.training.line.Call}.
 */
package org.wingloss.training.line;
