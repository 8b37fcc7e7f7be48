/**
 * How programs of verbs read words, and help for people: the first screen, pages of verbs, usage
 * errors, completion and manual pages. Entry types: {@link org.wingloss.cli.help.Programs} and
 * {@link org.wingloss.cli.help.HelpPages}.
 */
package org.wingloss.cli.help;
