/**
 * The head as a triangle mesh: template, modes of identity and expression, pose, and where the
 * landmarks of each scheme lie on it. Not in the paper. Entry type: {@link
 * org.wingloss.data.synthetic.head.HeadShape}.
 */
package org.wingloss.data.synthetic.head;
