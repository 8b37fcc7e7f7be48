/**
 * Training of the built-in face detector, which the paper takes as given. Entry type: {@link
 * org.wingloss.training.detector.DetectorTraining}.
 */
package org.wingloss.training.detector;
