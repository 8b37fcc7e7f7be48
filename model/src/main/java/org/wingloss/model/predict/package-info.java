/**
 * From files and boxes to landmarks, as the command {@code predict} does it. Entry type: {@link
 * org.wingloss.model.predict.Predictor}.
 */
package org.wingloss.model.predict;
