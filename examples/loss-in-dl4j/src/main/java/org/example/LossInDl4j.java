package org.example;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.wingloss.loss.nd4j.Nd4jLandmarkLoss;

/** A linear layer learns five landmarks from ten numbers, with the Wing loss. */
public final class LossInDl4j {
  private static final int STEPS = 200;

  private LossInDl4j() {}

  public static void main(String[] none) {
    Nd4j.getRandom().setSeed(1);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.3))
                .list()
                .layer(
                    new OutputLayer.Builder()
                        .lossFunction(new Nd4jLandmarkLoss("wing(w=10,epsilon=2)"))
                        .activation(Activation.IDENTITY)
                        .nIn(10)
                        .nOut(10)
                        .build())
                .build());
    network.init();
    INDArray input = Nd4j.randn(32, 10);
    INDArray target = input.mul(12).add(32); // pixels of a 64-pixel crop
    network.fit(input, target);
    double first = network.score();
    for (int step = 1; step < STEPS; step++) {
      network.fit(input, target);
    }
    System.out.printf("Wing loss %.1f, after %d steps %.1f%n", first, STEPS, network.score());
    if (!(network.score() < first / 2)) {
      throw new IllegalStateException("nothing was learnt");
    }
  }
}
