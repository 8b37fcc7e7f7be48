package org.wingloss.model.inference;

import java.util.Optional;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.alignment.TransformChain;

/**
 * A face with the place of its crop.
 *
 * @param image the picture
 * @param chain the way from the picture to the network's input
 * @param fallback why a second stage sees the face box instead of an aligned crop, if so
 */
record PlacedFace(RgbImage image, TransformChain chain, Optional<String> fallback) {}
