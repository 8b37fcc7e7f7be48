/**
 * The run folder: recipe, provenance, log, checkpoints and model of one training, written so that a
 * power cut loses nothing but the steps since the last checkpoint. Entry type: {@link
 * org.wingloss.training.run.RunFolder}.
 */
package org.wingloss.training.run;
