/**
 * A small software renderer: camera, light, a rasteriser with a depth buffer, shaders, shadow map,
 * and the degradation of photographs. It knows nothing of faces. Not in the paper. Entry type:
 * {@link org.wingloss.data.synthetic.render.Canvas}.
 */
package org.wingloss.data.synthetic.render;
