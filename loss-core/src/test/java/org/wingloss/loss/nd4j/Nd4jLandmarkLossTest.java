package org.wingloss.loss.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.wingloss.loss.Golden;
import org.wingloss.loss.LandmarkLoss;

class Nd4jLandmarkLossTest {
  private static final IActivation IDENTITY = new ActivationIdentity();

  @Test
  void computeGradientAndScore_goldenErrors_agreesToTwelveDigits() {
    Golden.table()
        .forEach(
            (line, rows) -> {
              Nd4jLandmarkLoss loss = new Nd4jLandmarkLoss(line);
              for (int sign : new int[] {1, -1}) {
                INDArray output = Nd4j.zeros(DataType.DOUBLE, rows.size(), 2);
                for (int i = 0; i < rows.size(); i++) {
                  output.putScalar(i, i % 2, sign * rows.get(i).error());
                }
                INDArray labels = output.like();
                INDArray scores = loss.computeScoreArray(labels, output, IDENTITY, null);
                INDArray slopes = loss.computeGradient(labels, output, IDENTITY, null);
                for (int i = 0; i < rows.size(); i++) {
                  Golden row = rows.get(i);
                  String at = line + " at " + sign * row.error();
                  double slope = slopes.getDouble(i, i % 2);
                  assertTrue(Golden.relative(row.value(), scores.getDouble(i)) <= 1e-12, at);
                  assertTrue(Golden.relative(sign * row.derivative(), slope) <= 1e-12, at);
                  assertEquals(0, slopes.getDouble(i, 1 - i % 2), at);
                }
              }
            });
  }

  /** Of the mask one value hides its landmark and one is a weight. */
  @Test
  void computeGradient_throughTanh_equalsCentralDifference() {
    Nd4jLandmarkLoss loss = new Nd4jLandmarkLoss("wing(w=0.5,epsilon=0.25)", new double[] {1, 3});
    INDArray output = Nd4j.createFromArray(new double[][] {{0.3, -1.2, 0.9, 2}, {1, 0.1, -3, 0.2}});
    INDArray labels = Nd4j.createFromArray(new double[][] {{0.1, 0.9, 0.7, 0.9}, {0, 0, 0.5, 1}});
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 0.25}, {0, 1}});
    IActivation tanh = new ActivationTanH();
    INDArray gradient = loss.computeGradient(labels, output, tanh, mask);
    for (int i = 0; i < output.length(); i++) {
      INDArray up = output.dup();
      INDArray down = output.dup();
      up.putScalar(i, output.getDouble(i) + 1e-6);
      down.putScalar(i, output.getDouble(i) - 1e-6);
      double difference =
          (loss.computeScore(labels, up, tanh, mask, false)
                  - loss.computeScore(labels, down, tanh, mask, false))
              / 2e-6;
      assertEquals(difference, gradient.getDouble(i), 1e-6);
    }
    assertEquals(0, gradient.getDouble(1, 0));
    assertEquals(0, gradient.getDouble(1, 2));
  }

  @Test
  void computeScore_hiddenNaNLabel_hasNoEffect() {
    Nd4jLandmarkLoss loss = new Nd4jLandmarkLoss("wing(w=10,epsilon=2)");
    LandmarkLoss scalar = LandmarkLoss.parse("wing(w=10,epsilon=2)");
    double nan = Double.NaN;
    INDArray labels = Nd4j.createFromArray(new double[][] {{1, nan, 3, nan}});
    INDArray output = Nd4j.createFromArray(new double[][] {{2, 5, 9, 5}});
    double expected = scalar.value(1) + scalar.value(6);
    INDArray byLandmark = Nd4j.createFromArray(new double[][] {{1, 0}});
    INDArray byCoordinate = Nd4j.createFromArray(new double[][] {{1, 0, 1, 0}});
    for (INDArray mask : List.of(byLandmark, byCoordinate)) {
      assertEquals(expected, loss.computeScore(labels, output, IDENTITY, mask, true), 1e-12);
      double[] gradient =
          loss.computeGradientAndScore(labels, output, IDENTITY, mask, true)
              .getSecond()
              .toDoubleVector();
      assertArrayEquals(new double[] {10.0 / 3, 0, 1.25, 0}, gradient, 1e-12);
    }
    INDArray none = Nd4j.createFromArray(new double[][] {{0}});
    assertEquals(0, loss.computeScore(labels, output, IDENTITY, none, true));
  }

  @Test
  void computeGradient_nanError_isNaNThereAloneUnlessHidden() {
    double nan = Double.NaN;
    INDArray labels = Nd4j.createFromArray(new double[][] {{0, nan, nan, 0, 0, 0}});
    INDArray output = Nd4j.createFromArray(new double[][] {{3, 3, 3, -0.25, 0, nan}});
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 0}});
    for (String line : Golden.table().keySet()) {
      LandmarkLoss scalar = LandmarkLoss.parse(line);
      Nd4jLandmarkLoss loss = new Nd4jLandmarkLoss(line);
      double first = scalar.derivative(3);
      double fourth = scalar.derivative(-0.25);
      for (INDArray hidden : new INDArray[] {null, mask}) {
        double third = hidden == null ? nan : 0;
        double[] expected = {first, nan, third, fourth, 0, third};
        INDArray gradient = loss.computeGradient(labels, output, IDENTITY, hidden);
        assertArrayEquals(expected, gradient.toDoubleVector(), 1e-9, line);
        double score = loss.computeScore(labels, output, IDENTITY, hidden, true);
        assertTrue(Double.isNaN(score), line);
      }
    }
  }

  @Test
  void computeGradient_hiddenOutputOfNanBehindAnActivation_isZero() {
    INDArray labels = Nd4j.createFromArray(new double[][] {{0, 0}});
    INDArray output = Nd4j.createFromArray(new double[][] {{0.5, Double.NaN}});
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 0}});
    INDArray gradient =
        new Nd4jLandmarkLoss("l1").computeGradient(labels, output, new ActivationTanH(), mask);
    double slope = 1 - Math.pow(Math.tanh(0.5), 2);
    assertArrayEquals(new double[] {slope, 0}, gradient.toDoubleVector(), 1e-9);
  }

  /** Without a mask, and with one that gives the second face a quarter of the weight. */
  @Test
  void computeGradientAndScore_weightsOfLandmarks_areThoseOfTheirXAndY() {
    double[] weights = {2, 5, 0.5};
    LandmarkLoss scalar = LandmarkLoss.parse("wing(w=4,epsilon=0.5)");
    Nd4jLandmarkLoss loss = new Nd4jLandmarkLoss(scalar.toString(), weights);
    double[][] errors = {{0.25, 0.5, -1, 2, -4, 8}, {-0.5, 3, 1, 0.125, -2, 8}};
    INDArray output = Nd4j.createFromArray(errors);
    INDArray labels = output.like();
    for (double second : new double[] {1, 0.25}) {
      INDArray mask = second == 1 ? null : Nd4j.createFromArray(new double[][] {{1}, {second}});
      double sum = 0;
      double[] gradient = new double[12];
      for (int i = 0; i < gradient.length; i++) {
        double error = output.getDouble(i);
        double weight = weights[i % 3] * (i < 6 ? 1 : second);
        sum += weight * scalar.value(error);
        gradient[i] = weight * scalar.derivative(error);
      }
      for (boolean average : new boolean[] {false, true}) {
        double expected = average ? sum / 2 : sum;
        var both = loss.computeGradientAndScore(labels, output, IDENTITY, mask, average);
        assertEquals(expected, both.getFirst(), 1e-10);
        assertEquals(expected, loss.computeScore(labels, output, IDENTITY, mask, average), 1e-10);
        assertArrayEquals(gradient, both.getSecond().reshape(12).toDoubleVector(), 1e-12);
      }
    }
  }

  @Test
  void fit_smallNetwork_reachesWithinAFewPixels() {
    MultiLayerConfiguration configuration = configuration();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    Nd4j.getRandom().setSeed(4);
    INDArray input = Nd4j.randn(DataType.FLOAT, 32, 3);
    INDArray labels = input.mmul(Nd4j.randn(DataType.FLOAT, 3, 4)).muli(8).addi(32);
    DataSet batch = new DataSet(input, labels);
    double before = network.score(batch);
    for (int step = 0; step < 150; step++) {
      network.fit(batch);
    }
    // 32 pixels off cost about 40 for each of 4 coordinates; 1 pixel costs 4.
    assertTrue(before > 100, "before: " + before);
    assertTrue(network.score(batch) < 16, "after: " + network.score(batch));
  }

  @Test
  void configuration_jsonAndYaml_keepTheLoss() {
    MultiLayerConfiguration configuration = configuration();
    assertTrue(configuration.toJson().contains("wing(w=10,epsilon=2)"), configuration.toJson());
    assertEquals(configuration, MultiLayerConfiguration.fromJson(configuration.toJson()));
    assertEquals(configuration, MultiLayerConfiguration.fromYaml(configuration.toYaml()));
  }

  @Test
  void serialised_loss_isEqualAndWorks() throws IOException, ClassNotFoundException {
    Nd4jLandmarkLoss loss = new Nd4jLandmarkLoss("smooth-l1(threshold=2)", new double[] {2});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(loss);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Nd4jLandmarkLoss back = (Nd4jLandmarkLoss) in.readObject();
      assertEquals(loss, back);
      assertFalse(loss.equals(new Nd4jLandmarkLoss("smooth-l1(threshold=2)")));
      INDArray zero = Nd4j.zeros(DataType.DOUBLE, 1, 2);
      INDArray three = zero.add(3);
      assertEquals(8, back.computeScore(zero, three, IDENTITY, null, false), 1e-12);
    }
  }

  @Test
  void computeScore_badArguments_nameRuleAndValue() {
    Nd4jLandmarkLoss loss = new Nd4jLandmarkLoss("l1", new double[] {1, 1});
    INDArray good = Nd4j.zeros(DataType.FLOAT, 2, 4);
    assertRefused("[2, 4] but were [2, 6]", loss, Nd4j.zeros(DataType.FLOAT, 2, 6), good, null);
    INDArray odd = Nd4j.zeros(DataType.FLOAT, 2, 3);
    assertRefused("(N, 2L) but was [2, 3]", loss, odd, odd, null);
    INDArray whole = Nd4j.zeros(DataType.INT32, 2, 4);
    assertRefused("but were INT", loss, whole, good, null);
    assertRefused("but was INT", loss, whole, whole, null);
    assertRefused("but was [2, 3]", loss, good, good, odd);
    INDArray more = Nd4j.zeros(DataType.FLOAT, 2, 6);
    assertRefused("weights for 2 landmarks but the output has 3", loss, more, more, null);
    assertThrows(IllegalArgumentException.class, () -> new Nd4jLandmarkLoss("wing(w=-1)"));
    assertThrows(
        IllegalArgumentException.class, () -> new Nd4jLandmarkLoss("l1", new double[] {-1}));
  }

  private static void assertRefused(
      String part, Nd4jLandmarkLoss loss, INDArray labels, INDArray output, INDArray mask) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> loss.computeScore(labels, output, IDENTITY, mask, true));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static MultiLayerConfiguration configuration() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(new Adam(0.3))
        .list()
        .layer(new DenseLayer.Builder().nIn(3).nOut(8).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder()
                .lossFunction(new Nd4jLandmarkLoss("wing(w=10,epsilon=2)"))
                .nIn(8)
                .nOut(4)
                .activation(Activation.IDENTITY)
                .build())
        .build();
  }
}
