/**
 * The published data sets, from their files to {@link org.wingloss.data.annotation.Annotation}s
 * (paper section 5: AFLW and 300-W; later work: COFW, WFLW). Every reader turns its data set's
 * convention into ours at the door: x right, y down, 0-based, pixel centres on integers. Entry
 * type: {@link org.wingloss.data.reader.DatasetReader}.
 */
package org.wingloss.data.reader;
