package org.wingloss.data.doctor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * A way in which every landmark of a face can be wrong at once, and how it is undone.
 *
 * @param name what it is called
 * @param undo makes a right shape of a wrong one
 */
record OrderFault(String name, UnaryOperator<Landmarks> undo) {
  /** The faults that landmarks of a scheme can have. */
  static List<OrderFault> of(LandmarkScheme scheme) {
    int count = scheme.count();
    int[] flip = scheme.flipMap();
    int[] bySpelling =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparing(i -> String.valueOf(i + 1)))
            .mapToInt(i -> i)
            .toArray();
    int[] numbers = new int[count];
    Arrays.setAll(numbers, k -> k);
    for (int k = 0; k < count; k++) {
      numbers[bySpelling[k]] = k;
    }
    return List.of(
        order("left and right are swapped", count, i -> flip[i]),
        new OrderFault("x and y are swapped", s -> s.map(new AffineMap(0, 1, 0, 1, 0, 0))),
        new OrderFault("y is counted upwards", s -> s.map(AffineMap.scaling(1, -1))),
        order(
            "the order is off by one, landmark 0 comes last", count, i -> (i + count - 1) % count),
        order(
            "the order is off by one, the last landmark comes first", count, i -> (i + 1) % count),
        order("the order is reversed", count, i -> count - 1 - i),
        order("the order is that of text: 1, 10, 11, 2", count, i -> numbers[i]));
  }

  private static OrderFault order(String name, int count, IntUnaryOperator from) {
    int[] order = IntStream.range(0, count).map(from).toArray();
    return new OrderFault(name, shape -> shape.reorder(order));
  }
}
