/**
 * From rough landmarks to the second stage's crop (docs/paper.md, section 6). Entry type: {@link
 * org.wingloss.model.alignment.Alignment}.
 */
package org.wingloss.model.alignment;
