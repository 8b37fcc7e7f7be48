package org.wingloss.data.shape;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products and eigenvectors of float64 matrices, by ND4J. The only class of this module that names
 * ND4J, so that all others load without it ({@link org.wingloss.data.OptionalLibrary#ND4J}).
 */
final class LinearAlgebra {
  private LinearAlgebra() {}

  /**
   * ½ XᵀX.
   *
   * @param rows X, row by row
   * @param width how many columns X has
   * @return row by row
   */
  static double[] halfGram(double[] rows, int width) {
    INDArray matrix = Nd4j.createFromArray(rows).reshape('c', rows.length / width, width);
    return matrix.transpose().mmul(matrix).muli(0.5).dup('c').data().asDouble();
  }

  /**
   * Eigenvalues in ascending order.
   *
   * @param symmetric width² values; row by row is column by column. Replaced by the eigenvectors of
   *     length 1, one after another.
   */
  static double[] eigen(double[] symmetric, int width) {
    INDArray matrix = Nd4j.createFromArray(symmetric).reshape('f', width, width).dup('f');
    INDArray values = Nd4j.create(DataType.DOUBLE, width);
    Nd4j.getBlasWrapper().lapack().syev('V', 'U', matrix, values);
    System.arraycopy(matrix.data().asDouble(), 0, symmetric, 0, symmetric.length);
    return values.toDoubleVector();
  }
}
