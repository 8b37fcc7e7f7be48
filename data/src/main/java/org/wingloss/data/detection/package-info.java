/**
 * Pictures from which a face detector learns: synthetic faces and photographs laid over backgrounds
 * that hold no face. The paper takes its boxes as given, so none of it is in the paper. Entry type:
 * {@link org.wingloss.data.detection.DetectionScenes}.
 */
package org.wingloss.data.detection;
