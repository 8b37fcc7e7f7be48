/**
 * Shapes as a population: Procrustes alignment, mean shape, principal component analysis (PCA),
 * shape model (paper: pose-based data balancing, and the alignment between two stages). Entry type:
 * {@link org.wingloss.data.shape.Procrustes}.
 */
package org.wingloss.data.shape;
