/**
 * Shapes as a population: alignment, mean shape, shape model (paper: pose-based data balancing, and
 * the alignment between two stages). Entry type: {@link org.wingloss.data.shape.Procrustes}.
 */
package org.wingloss.data.shape;
