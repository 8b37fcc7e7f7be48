/**
 * From a picture and a face box to the crop that a network sees (the paper's network input and two
 * stages). Entry types: {@link org.wingloss.data.crop.BoxProtocol} and {@link
 * org.wingloss.data.crop.CropStore}.
 */
package org.wingloss.data.crop;
