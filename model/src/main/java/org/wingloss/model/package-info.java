/**
 * The paper's networks (section 3 and figure 2), the files in which a trained model travels, and
 * the localiser that runs it. Start with {@link org.wingloss.model.network.NetworkSpec}.
 */
package org.wingloss.model;
