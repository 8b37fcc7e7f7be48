/**
 * The networks (docs/paper.md, section 3). Entry type: {@link
 * org.wingloss.model.network.NetworkSpec}.
 */
package org.wingloss.model.network;
