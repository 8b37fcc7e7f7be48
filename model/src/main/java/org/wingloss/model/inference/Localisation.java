package org.wingloss.model.inference;

import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.model.alignment.TransformChain;

/**
 * A localiser's prediction for one face.
 *
 * @param landmarks pixels of the picture
 * @param chain the way from the picture to the network that gave the prediction
 * @param fallback why the second stage saw the face box instead of an aligned crop, if so
 */
public record Localisation(Landmarks landmarks, TransformChain chain, Optional<String> fallback) {}
