package org.wingloss.loss.djl;

import ai.djl.ndarray.NDArray;

/** ln(1 + t) for t ≥ 0, given first, in one of two ways. */
abstract class Logarithm {
  final Constants constants;

  Logarithm(Constants constants) {
    this.constants = constants;
  }

  /** The way for tensors of this size. */
  static Logarithm of(Constants constants, long size, boolean summed) {
    return summed && Product.fits(size) ? new Product(constants) : new Elements(constants);
  }

  /**
   * Takes t, which is given away, and returns 1 + t, which is only to be read.
   *
   * @param largest no t is above it
   */
  abstract NDArray onePlus(NDArray t, double largest);

  /** ln(1 + t) at every element; not in every way. */
  abstract NDArray elements();

  /** Σ ln(1 + t). */
  abstract NDArray sum();

  /**
   * To the last digits, however small t is, which DJL does not offer: ln u for the rounded u = fl(1
   * + t), and (t − (u − 1))/u for what the rounding lost.
   */
  static final class Elements extends Logarithm {
    private NDArray t;
    private NDArray u;

    Elements(Constants constants) {
      super(constants);
    }

    @Override
    NDArray onePlus(NDArray ratio, double largest) {
      t = ratio;
      u = ratio.add(constants.of(1));
      return u;
    }

    @Override
    NDArray elements() {
      t.subi(u.sub(constants.of(1))).divi(u);
      return u.log().addi(t);
    }

    @Override
    NDArray sum() {
      return elements().sum();
    }
  }

  /**
   * The sum over many elements, one logarithm for the product of eight: a third of the cost. Eight
   * roundings near 1 make an error of some 1e-7 a product in float32, of either sign: the sum is
   * right to 1e-8 an element, which is nothing unless every t is below a thousandth.
   */
  static final class Product extends Logarithm {
    private static final int FACTORS = 8;
    private static final long MANY = 4096;

    /** From a logarithm that is always small the roundings would stand out. */
    private static final double LEAST = 1;

    /** Products of eight stay below 1e30, far from the end of float32. */
    private static final double MOST = Math.pow(1e30, 1.0 / FACTORS) - 1;

    private final Elements otherwise;
    private NDArray u;

    Product(Constants constants) {
      super(constants);
      this.otherwise = new Elements(constants);
    }

    static boolean fits(long size) {
      return size >= MANY && size % FACTORS == 0;
    }

    @Override
    NDArray onePlus(NDArray ratio, double largest) {
      if (largest < LEAST || largest > MOST) {
        return otherwise.onePlus(ratio, largest);
      }
      u = ratio.addi(constants.of(1));
      return u;
    }

    @Override
    NDArray elements() {
      throw new IllegalStateException("a product has no elements");
    }

    @Override
    NDArray sum() {
      if (u == null) {
        return otherwise.sum();
      }
      NDArray products = u.reshape(FACTORS, -1).prod(new int[] {0});
      u.close();
      return products.log().sum();
    }
  }
}
