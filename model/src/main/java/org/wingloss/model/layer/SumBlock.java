package org.wingloss.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Adds the outputs of two branches. DJL's own parallel block would probe its lambda with arrays to
 * learn the output's shape; this one knows it.
 */
final class SumBlock extends AbstractBlock {
  private final Block body;
  private final SequentialBlock shortcut;

  SumBlock(Block body, SequentialBlock shortcut) {
    this.body = addChildBlock("body", body);
    this.shortcut = addChildBlock("shortcut", shortcut);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray main = body.forward(store, inputs, training, params).singletonOrThrow();
    NDArray side =
        shortcut.getChildren().isEmpty()
            ? inputs.singletonOrThrow()
            : shortcut.forward(store, inputs, training, params).singletonOrThrow();
    return new NDList(main.add(side));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    body.initialize(manager, type, inputs);
    if (!shortcut.getChildren().isEmpty()) {
      shortcut.initialize(manager, type, inputs);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return body.getOutputShapes(inputs);
  }
}
