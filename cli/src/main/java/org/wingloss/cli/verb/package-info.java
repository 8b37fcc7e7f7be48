/**
 * One class a verb: its options, its help and the few lines that hand them on. The verbs do not
 * know {@code Main}, which knows them. Entry type: {@link org.wingloss.cli.verb.Verbs}.
 */
package org.wingloss.cli.verb;
