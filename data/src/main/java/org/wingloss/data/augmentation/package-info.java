/**
 * Random changes of a training sample (the paper's on-line augmentation; A). Each is a small record
 * that is read from and printed as one line of a recipe. Entry type: {@link
 * org.wingloss.data.augmentation.Augmentations}.
 */
package org.wingloss.data.augmentation;
