/**
 * Data sets in their published layouts on disk (docs/paper.md, section 7). Entry type: {@link
 * org.wingloss.data.dataset.DatasetReader}.
 */
package org.wingloss.data.dataset;
