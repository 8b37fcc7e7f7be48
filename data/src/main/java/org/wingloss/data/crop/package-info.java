/**
 * From a picture and a face box to the crop that a network sees (PAPER.md sections 3 and 6). Entry
 * types: {@link org.wingloss.data.crop.BoxProtocol} and {@link org.wingloss.data.crop.CropStore}.
 */
package org.wingloss.data.crop;
