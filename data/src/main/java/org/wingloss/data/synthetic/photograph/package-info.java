/**
 * Synthetic faces that look like photographs: skin that a photograph shows, and whole photographs
 * seen from other sides. Not in the paper. Entry type: {@link
 * org.wingloss.data.synthetic.photograph.Photograph}.
 */
package org.wingloss.data.synthetic.photograph;
