package org.wingloss.model.network;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wingloss.data.augmentation.Flip;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.onnx.graph.Quantisation;

/**
 * What a user of trained weights must know.
 *
 * @param network the network; it reads RGB in [0, 1], (N, 3, S, S), and gives (N, 2L) network
 *     pixels
 * @param scheme the landmarks
 * @param box how a face box becomes the crop
 * @param loss the loss in its one-line form: {@code wing(w=10,epsilon=2)}
 * @param provenance where the weights come from: recipe, data fingerprint, commit, versions,
 *     machine
 * @param shapes what the shapes of the training set have in common; absent where nobody computed it
 * @param spread how far its predictions for views of one face differ; absent where nobody measured
 *     it
 * @param quantisation how inference holds the activations in 8 bits; absent where it computes in
 *     float32
 * @param flipOffset how far the training's annotations, and so the predictions, lie to the right of
 *     where their mirror images have them, as a share of the crop's side; 0 where they prefer no
 *     side. Predictions for flipped views are moved by it ({@link
 *     org.wingloss.data.augmentation.Flip#offset})
 */
public record ModelDescription(
    NetworkSpec network,
    LandmarkScheme scheme,
    BoxProtocol box,
    String loss,
    Map<String, String> provenance,
    Optional<PlausibleShapes> shapes,
    Optional<UsualSpread> spread,
    Optional<Quantisation> quantisation,
    double flipOffset) {
  /**
   * Copies the map, sorted.
   *
   * @throws IllegalArgumentException if the shapes have another number of landmarks, or the
   *     quantisation names a layer that the network lacks
   */
  public ModelDescription {
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    if (!(Math.abs(flipOffset) <= Flip.LARGEST_OFFSET)) {
      throw new IllegalArgumentException(
          "flip-offset must be in -%s to %s but was %s"
              .formatted(Flip.LARGEST_OFFSET, Flip.LARGEST_OFFSET, flipOffset));
    }
    shapes.ifPresent(
        known -> {
          if (known.landmarks() != scheme.count()) {
            throw new IllegalArgumentException(
                "the plausible shapes have %d landmarks but the scheme %s has %d"
                    .formatted(known.landmarks(), scheme.name(), scheme.count()));
          }
        });
    quantisation.ifPresent(
        steps -> {
          Set<String> layers = Layers.names(network.layers(scheme.count()));
          for (String layer : steps.activations().keySet()) {
            if (!layers.contains(layer)) {
              throw new IllegalArgumentException("the network has no layer '" + layer + "'");
            }
          }
        });
  }

  /** A description without shapes, of a model that computes in float32. */
  public ModelDescription(
      NetworkSpec network,
      LandmarkScheme scheme,
      BoxProtocol box,
      String loss,
      Map<String, String> provenance) {
    this(
        network,
        scheme,
        box,
        loss,
        provenance,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** The same with shapes. */
  public ModelDescription withShapes(PlausibleShapes known) {
    return new ModelDescription(
        network,
        scheme,
        box,
        loss,
        provenance,
        Optional.of(known),
        spread,
        quantisation,
        flipOffset);
  }

  /** The same with a usual spread. */
  public ModelDescription withSpread(UsualSpread usual) {
    return new ModelDescription(
        network,
        scheme,
        box,
        loss,
        provenance,
        shapes,
        Optional.of(usual),
        quantisation,
        flipOffset);
  }

  /** The same for inference in 8 bits. */
  public ModelDescription withQuantisation(Quantisation steps) {
    return new ModelDescription(
        network, scheme, box, loss, provenance, shapes, spread, Optional.of(steps), flipOffset);
  }

  /** The same for inference in float32. */
  public ModelDescription withoutQuantisation() {
    return new ModelDescription(
        network, scheme, box, loss, provenance, shapes, spread, Optional.empty(), flipOffset);
  }

  /** The same with an offset of its annotations. */
  public ModelDescription withFlipOffset(double offset) {
    return new ModelDescription(
        network, scheme, box, loss, provenance, shapes, spread, quantisation, offset);
  }

  /** L. */
  public int landmarks() {
    return scheme.count();
  }
}
