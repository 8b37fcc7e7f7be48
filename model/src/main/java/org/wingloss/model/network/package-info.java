/**
 * The networks (paper, section 3 and figure 2; section 7.5 for ResNet-50). Entry type: {@link
 * org.wingloss.model.network.NetworkSpec}.
 */
package org.wingloss.model.network;
