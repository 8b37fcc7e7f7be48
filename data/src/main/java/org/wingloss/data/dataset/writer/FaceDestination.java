package org.wingloss.data.dataset.writer;

/**
 * Where a face goes.
 *
 * @param split the split to which it belongs
 * @param picture the picture's name below the data folder with {@code %05d} for the face's number
 * @param subset the subset that this place means, or empty
 */
record FaceDestination(String split, String picture, String subset) {
  FaceDestination(String split, String picture) {
    this(split, picture, "");
  }
}
