/**
 * Synthetic faces with known landmarks: a 3-D head with identity, expression, pose, light and
 * camera, rendered in software. They replace licensed photographs in the demo, in tests and in
 * fixtures; the paper itself uses photographs only. Entry type: {@link
 * org.wingloss.data.synthetic.SyntheticFaces}.
 */
package org.wingloss.data.synthetic;
