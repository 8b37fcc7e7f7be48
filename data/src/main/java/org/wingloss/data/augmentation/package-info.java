/**
 * Random changes of a training sample (PAPER.md section 4, "Augmentation, on line, after PDB", A).
 * Each is a small record that is read from and printed as one line of a recipe. Entry type: {@link
 * org.wingloss.data.augmentation.Augmentations}.
 */
package org.wingloss.data.augmentation;
