/**
 * Truth and predictions in the formats that people have, by position and by id. Entry type: {@link
 * org.wingloss.evaluation.input.FaceFiles}.
 */
package org.wingloss.evaluation.input;
