package org.wingloss.loss.djl;

import ai.djl.ndarray.NDArray;

/** ln(1 + t) for t ≥ 0, given first, in one of two ways. */
abstract class Logarithm {
  final DeviceConstants constants;

  Logarithm(DeviceConstants constants) {
    this.constants = constants;
  }

  /**
   * The way for tensors of this size.
   *
   * @param summed whether only the sum is needed
   * @param largest no t is above it
   */
  static Logarithm of(DeviceConstants constants, long size, boolean summed, double largest) {
    return summed && Product.fits(size, largest) ? new Product(constants) : new Elements(constants);
  }

  /** Takes t, which is given away, and returns 1 + t, which belongs to the caller. */
  abstract NDArray onePlus(NDArray t);

  /** ln(1 + t) at every element; not in every way. */
  abstract NDArray elements();

  /** Σ ln(1 + t). */
  abstract NDArray sum();

  /**
   * To the last digits, however small t is, which DJL does not offer: ln u for the rounded u = fl(1
   * + t), and (t − (u − 1))/u for what the rounding lost.
   */
  static final class Elements extends Logarithm {
    private NDArray logarithm;

    Elements(DeviceConstants constants) {
      super(constants);
    }

    @Override
    NDArray onePlus(NDArray t) {
      NDArray u = t.add(constants.of(1));
      t.subi(u.sub(constants.of(1))).divi(u);
      logarithm = u.log().addi(t);
      return u;
    }

    @Override
    NDArray elements() {
      return logarithm;
    }

    @Override
    NDArray sum() {
      return logarithm.sum();
    }
  }

  /**
   * The sum over many elements, one logarithm for the product of eight. Eight roundings near 1 make
   * an error of some 1e-7 a product in float32, of either sign: the sum is right to 1e-8 an
   * element, which is nothing unless every t is below a thousandth.
   */
  static final class Product extends Logarithm {
    private static final int FACTORS = 8;
    private static final long MANY = 4096;

    /** From a logarithm that is always small the roundings would stand out. */
    private static final double LEAST = 1;

    /** Products of eight stay below 1e30, far from the end of float32. */
    private static final double MOST = Math.pow(1e30, 1.0 / FACTORS) - 1;

    private NDArray sum;

    Product(DeviceConstants constants) {
      super(constants);
    }

    static boolean fits(long size, double largest) {
      return size >= MANY && size % FACTORS == 0 && largest >= LEAST && largest <= MOST;
    }

    @Override
    NDArray onePlus(NDArray t) {
      NDArray u = t.addi(constants.of(1));
      sum = u.reshape(FACTORS, -1).prod(new int[] {0}).log().sum();
      return u;
    }

    @Override
    NDArray elements() {
      throw new IllegalStateException("a product has no elements");
    }

    @Override
    NDArray sum() {
      return sum;
    }
  }
}
