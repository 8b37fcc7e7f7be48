/**
 * The folder (or zip) in which a trained model travels, and its ONNX file. Entry type: {@link
 * org.wingloss.model.file.ModelFile}.
 */
package org.wingloss.model.file;
