package org.wingloss.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import java.util.List;
import org.wingloss.model.layer.Extent;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.LayerRow;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.weights.TensorSpec;

/**
 * A network as data. It reads RGB in [0, 1] without mean subtraction (A), shape (N, 3, S, S), and
 * gives (N, 2L): {@code [x1..xL, y1..yL]} in pixels of that input, pixel centres on integers.
 */
public sealed interface NetworkSpec permits Cnn6, Cnn7, ResNet50, LightNetwork, Hourglass {
  /** The largest number that a line may hold. More would be a slip or an attack, not a network. */
  int LARGEST = 65_536;

  /** The most {@link #mostBetweenLayers} of a network that is computed: 256 MiB. */
  long MOST_BETWEEN_LAYERS = 1L << 26;

  /** The family's name: {@code cnn6}. */
  String name();

  /** S: the input is S × S pixels. */
  int inputSize();

  /** The one-line form that {@link #of} reads, with every parameter that is not the default. */
  default String line() {
    return NetworkLine.FAMILY.printChanged(name(), this);
  }

  /**
   * The layers in order.
   *
   * @param landmarks L
   */
  List<Layer> layers(int landmarks);

  /** The size of one input. */
  default Extent input() {
    return new Extent(3, inputSize(), inputSize());
  }

  /** The tensors in the order of the parameters of {@link #block}. */
  default List<TensorSpec> tensors(int landmarks) {
    return Layers.tensors(layers(landmarks));
  }

  /** The number of learnt parameters. */
  default long parameters(int landmarks) {
    return tensors(landmarks).stream()
        .filter(tensor -> tensor.role().isLearnt())
        .mapToLong(TensorSpec::size)
        .sum();
  }

  /** The multiply-adds for one face in convolutions and matrices. */
  default long multiplyAdds(int landmarks) {
    return Layers.multiplyAdds(layers(landmarks), input());
  }

  /** The most numbers between two layers for one face. */
  default long mostBetweenLayers(int landmarks) {
    List<LayerRow> rows = Layers.rows(layers(landmarks), input());
    return rows.stream().mapToLong(row -> row.output().size()).max().orElse(0);
  }

  /**
   * Refuses a network that would take gigabytes or minutes for one face, before anything of it is
   * made.
   *
   * @throws IllegalArgumentException if a feature map, the parameters or the multiply-adds are too
   *     many
   */
  default void requireBounded(int landmarks) {
    requireAtMost(MOST_BETWEEN_LAYERS, mostBetweenLayers(landmarks), "numbers between two layers");
    requireAtMost(1L << 28, parameters(landmarks), "parameters");
    requireAtMost(1L << 38, multiplyAdds(landmarks), "multiply-adds");
  }

  private void requireAtMost(long most, long found, String what) {
    if (found > most) {
      throw new IllegalArgumentException(
          "network '%s' has %d %s for one face but at most %d are computed"
              .formatted(line(), found, what, most));
    }
  }

  /**
   * Whether the training engine computes the network with channels last in memory. Where every
   * convolution has stride 1 that is the same and faster. Convolutions with stride 2 keep the
   * planes apart: on some processors (seen on Zen 5) the oneDNN 3.7 of libtorch 2.7.1 computes them
   * wrongly with channels last and writes outside its memory.
   */
  boolean channelsLast();

  /**
   * Pictures as the block of this network reads them, in the layout that {@link #channelsLast}
   * says.
   *
   * @param interleaved (N, S, S, 3)
   * @return (N, 3, S, S), a view where it can be
   */
  default NDArray arrange(NDArray interleaved) {
    NDArray planes = interleaved.transpose(0, 3, 1, 2);
    return channelsLast() ? planes : planes.flatten().reshape(planes.getShape());
  }

  /** A new, uninitialised DJL block whose input has shape (N, 3, S, S). */
  default Block block(int landmarks) {
    return Layers.block(layers(landmarks));
  }

  /**
   * Reads the one-line form: a name, or a name with parameters in brackets.
   *
   * <p>{@code cnn6}, {@code cnn6-doubled}, {@code cnn7}, {@code
   * cnn7(widths=32-64-128-256-512-512,hidden=512)}, {@code cnn6(input=128)}.
   *
   * @throws IllegalArgumentException if the line names no network or a parameter does not fit
   */
  static NetworkSpec of(String line) {
    return NetworkLine.FAMILY.parse(line);
  }

  /** The names that {@link #of} knows. */
  static List<String> names() {
    return List.copyOf(NetworkLine.FAMILY.known().keySet());
  }
}
