/**
 * What a person or a script at the terminal meets: exit codes, usage errors, progress on standard
 * error, Ctrl-C. Entry type: {@link org.wingloss.cli.terminal.ExitCode}.
 */
package org.wingloss.cli.terminal;
