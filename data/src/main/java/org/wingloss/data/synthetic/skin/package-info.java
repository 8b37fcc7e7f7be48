/**
 * The colours of a person, and the shaders of skin and eyes. Not in the paper. Entry type: {@link
 * org.wingloss.data.synthetic.skin.SkinShader}.
 */
package org.wingloss.data.synthetic.skin;
