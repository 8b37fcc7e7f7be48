/**
 * A model for DJL Serving and for {@code ai.djl.repository.zoo.Criteria}. Entry type: {@link
 * org.wingloss.model.serving.DjlServingArchive}.
 */
package org.wingloss.model.serving;
