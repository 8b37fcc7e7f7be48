/**
 * From a picture and a face box to the crop that a network sees (PAPER.md sections 3 and 6). Entry
 * type: {@link org.wingloss.data.crop.BoxProtocol}.
 */
package org.wingloss.data.crop;
