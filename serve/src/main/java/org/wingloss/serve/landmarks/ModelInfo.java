package org.wingloss.serve.landmarks;

import java.util.Map;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.network.ModelDescription;

/**
 * What {@code GET /v1/model} tells.
 *
 * @param id tells the model from others
 * @param network the network's line
 * @param landmarks L
 * @param loss of the training
 * @param refines whether boxes are refined where a request does not say
 * @param scheme what the landmarks mean, with outlines to draw
 * @param card the model card, Markdown
 * @param provenance where the weights come from
 */
record ModelInfo(
    String id,
    String network,
    int landmarks,
    String loss,
    boolean refines,
    LandmarkScheme scheme,
    String card,
    Map<String, String> provenance) {
  static ModelInfo of(ServedModel model) {
    ModelDescription description = model.stored().description();
    return new ModelInfo(
        model.stored().id(),
        description.network().line(),
        description.landmarks(),
        description.loss(),
        model.refinesByDefault(),
        description.scheme(),
        model.stored().card(),
        description.provenance());
  }
}
