package org.wingloss.training.loop;

import org.wingloss.model.weights.Weights;
import org.wingloss.training.checkpoint.Checkpoint;

/**
 * What a training ends with.
 *
 * @param weights of the best validation, or the last where there is none; their EMA where the
 *     recipe keeps one
 * @param progress how far it came
 * @param finished whether it came to its end; false when it was asked to stop
 */
public record TrainingResult(Weights weights, Checkpoint.Progress progress, boolean finished) {}
