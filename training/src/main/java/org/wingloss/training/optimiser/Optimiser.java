package org.wingloss.training.optimiser;

import java.util.List;
import org.wingloss.data.line.SettingLine;

/**
 * An optimiser: how one step changes a parameter, given the gradient of the mini-batch's loss. It
 * holds constants only; what it remembers between steps lies in the state arrays that the caller
 * keeps and stores. {@link FusedOptimiserStep} applies it.
 */
public sealed interface Optimiser permits MomentumSgd, Adam {
  /**
   * The names of the arrays that the optimiser keeps for every parameter, each of its shape, zero
   * at first.
   */
  List<String> states();

  /** The TorchScript statement that changes all parameters and their states in place. */
  String statement(FusedOptimiserStep.Names names);

  /** The one-line form that {@link #of} reads. */
  String line();

  /**
   * Reads the one-line form.
   *
   * <p>{@code sgd(momentum=0.9,weight-decay=5e-4)}, {@code adam(beta1=0.9,beta2=0.999)}, {@code
   * adamw(weight-decay=0.05)}; every parameter may be left out.
   *
   * @throws IllegalArgumentException if the line names no optimiser or a parameter does not fit
   */
  static Optimiser of(String line) {
    SettingLine setting = SettingLine.parse(line, "sgd(momentum=0.9,weight-decay=5e-4)");
    Optimiser optimiser =
        switch (setting.name()) {
          case MomentumSgd.NAME ->
              new MomentumSgd(
                  setting.number("momentum", 0.9), setting.number("weight-decay", 5e-4));
          case "adam" -> Adam.of(Adam.Kind.ADAM, setting);
          case "adamw" -> Adam.of(Adam.Kind.ADAMW, setting);
          default ->
              throw new IllegalArgumentException(
                  "no optimiser is called '%s'; known: %s, adam, adamw"
                      .formatted(setting.name(), MomentumSgd.NAME));
        };
    setting.end();
    return optimiser;
  }
}
