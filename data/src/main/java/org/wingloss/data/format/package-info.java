/**
 * File formats, each read and written in one place. Entry type: {@link
 * org.wingloss.data.format.JsonLines}.
 */
package org.wingloss.data.format;
