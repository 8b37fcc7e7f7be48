/**
 * Experiments, where training and evaluation meet: the demo, the reproduction of the paper's tables
 * (docs/paper.md, section 7), model selection by validation NME, a model's run over a data set.
 * Entry type: {@link org.wingloss.cli.experiment.ReproductionRun}.
 */
package org.wingloss.cli.experiment;
