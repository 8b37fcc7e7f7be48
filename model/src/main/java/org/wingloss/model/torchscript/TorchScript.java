package org.wingloss.model.torchscript;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.wingloss.model.engine.PyTorchEngine;

/** A function of tensors that the PyTorch engine has loaded. */
public final class TorchScript implements AutoCloseable {
  private final Model model;

  /**
   * Loads a function.
   *
   * @param name for error messages
   * @param archive of {@link TorchScriptFunction#archive}
   */
  public TorchScript(String name, byte[] archive, Device device) {
    this.model = PyTorchEngine.newModel(name, device);
    try {
      model.load(new ByteArrayInputStream(archive));
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new IllegalStateException("the engine refuses the script of " + name, e);
    }
  }

  /**
   * Calls the function; gradients are recorded as for any other operation.
   *
   * @param inputs one array per parameter
   * @return the result, on the manager of the first input
   */
  public NDArray call(NDList inputs) {
    ParameterStore none = new ParameterStore(inputs.get(0).getManager(), false);
    return model.getBlock().forward(none, inputs, true).singletonOrThrow();
  }

  @Override
  public void close() {
    model.close();
  }
}
