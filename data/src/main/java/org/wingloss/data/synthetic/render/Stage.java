package org.wingloss.data.synthetic.render;

/**
 * Where meshes are drawn.
 *
 * @param canvas receives the pixels
 * @param camera sees the meshes
 * @param light falls on them
 */
public record Stage(Canvas canvas, Camera camera, SceneLight light) {}
