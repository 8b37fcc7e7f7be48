/**
 * Pages on which a person sees what a network is given. Entry type: {@link
 * org.wingloss.data.preview.ContactSheet}.
 */
package org.wingloss.data.preview;
