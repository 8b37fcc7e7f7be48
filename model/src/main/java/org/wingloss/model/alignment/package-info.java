/**
 * From rough landmarks to the second stage's crop (paper, section 6). Entry type: {@link
 * org.wingloss.model.alignment.Alignment}.
 */
package org.wingloss.model.alignment;
