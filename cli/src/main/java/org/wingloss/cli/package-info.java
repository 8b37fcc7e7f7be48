/**
 * The command line, the only place where the modules meet. Entry type: {@link
 * org.wingloss.cli.Main}.
 */
package org.wingloss.cli;
