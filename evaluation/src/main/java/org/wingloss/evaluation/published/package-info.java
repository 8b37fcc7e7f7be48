/**
 * Published numbers with their trust tags (docs/paper.md, section 8: Tables 1 to 4, Fig. 4). Entry
 * type: {@link org.wingloss.evaluation.published.PublishedResults}.
 */
package org.wingloss.evaluation.published;
