package org.wingloss.cli.export;

import java.util.Arrays;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.model.weights.Storage;

/** The bits of an exported model. */
enum ExportPrecision {
  /** All in 32 bits. */
  FLOAT32("float32", Storage.FLOAT32),
  /** Weights in 16 bits, arithmetic in 32. */
  FLOAT16("float16", Storage.FLOAT16),
  /** Weights and activations in 8 bits. */
  INT8("int8", Storage.INT8);

  private final String label;
  private final Storage storage;

  ExportPrecision(String label, Storage storage) {
    this.label = label;
    this.storage = storage;
  }

  String label() {
    return label;
  }

  Storage storage() {
    return storage;
  }

  static ExportPrecision of(String label) {
    return Arrays.stream(values())
        .filter(one -> one.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--precision must be float32, float16 or int8 but was '%s'".formatted(label)));
  }
}
