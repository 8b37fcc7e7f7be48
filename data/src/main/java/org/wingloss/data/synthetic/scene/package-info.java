/**
 * What surrounds a face: hair and hats, clothes, glasses, occluders, background. Not in the paper.
 * Entry type: {@link org.wingloss.data.synthetic.scene.Hair}.
 */
package org.wingloss.data.synthetic.scene;
