package org.wingloss.data.balance;

import org.wingloss.data.shape.ShapeModel;

/**
 * The outcome of {@link PoseBalancing}. Arrays are copied out.
 *
 * <p>{@code histogram} is the one whose largest count sets the ratios; {@code counts} and {@code
 * ratios} belong to the bins of |b| from which faces are taken, from 0 upwards. In the faithful
 * mode the two differ and a face may count twice.
 */
public final class PoseBalancingResult {
  private final ShapeModel model;
  private final int component;
  private final double[] coefficients;
  private final BinReplication copies;

  PoseBalancingResult(
      ShapeModel model, int component, double[] coefficients, BinReplication copies) {
    this.model = model;
    this.component = component;
    this.coefficients = coefficients;
    this.copies = copies;
  }

  /** The number of faces given. */
  public int faces() {
    return coefficients.length;
  }

  /** K. */
  public int bins() {
    return copies.counts.length;
  }

  /** The component that was used, counted from 1. */
  public int component() {
    return component;
  }

  /** The shape model of the aligned shapes. */
  public ShapeModel model() {
    return model;
  }

  /** b of every face, in pixels of the mean shape; its sign tells the side, its size how far. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** The counts of |b| in K bins from which the largest is taken. */
  public int[] histogram() {
    return copies.histogram.clone();
  }

  /** How many faces each bin holds. */
  public int[] counts() {
    return copies.counts.clone();
  }

  /** How often the faces of each bin are repeated; 0 for an empty bin. */
  public int[] ratios() {
    return copies.ratios.clone();
  }

  /** The balanced training list: indices of faces, repeated. */
  public int[] indices() {
    return copies.indices.clone();
  }

  /** How often every face is in the list. */
  public int[] copies() {
    int[] times = new int[coefficients.length];
    for (int index : copies.indices) {
      times[index]++;
    }
    return times;
  }
}
