package org.wingloss.model.layer;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A line of a network's summary.
 *
 * @param name the layer's name
 * @param description what it is
 * @param output the size of its output
 * @param parameters learnt numbers
 * @param multiplyAdds multiply-adds for one face
 */
public record LayerRow(
    String name,
    @JsonProperty("what") String description,
    Extent output,
    long parameters,
    long multiplyAdds) {}
