/**
 * {@code export}: a model for other runtimes and in fewer bits. Entry type: {@link
 * org.wingloss.cli.export.ExportVerb}.
 */
package org.wingloss.cli.export;
