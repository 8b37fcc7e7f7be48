/**
 * One self-contained HTML file with inline SVG charts. Entry type: {@link
 * org.wingloss.evaluation.report.html.HtmlReport}.
 */
package org.wingloss.evaluation.report.html;
