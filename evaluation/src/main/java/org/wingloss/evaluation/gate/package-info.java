/**
 * Bounds that a continuous-integration run must keep. Entry type: {@link
 * org.wingloss.evaluation.gate.Gates}. Nothing here is in the paper.
 */
package org.wingloss.evaluation.gate;
