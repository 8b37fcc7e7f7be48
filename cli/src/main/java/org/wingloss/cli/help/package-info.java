/**
 * Help for people: the first screen, pages of verbs, usage errors, completion and manual pages.
 * Entry type: {@link org.wingloss.cli.help.HelpPages}.
 */
package org.wingloss.cli.help;
