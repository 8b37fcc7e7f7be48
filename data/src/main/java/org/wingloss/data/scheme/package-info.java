/**
 * Landmark schemes: how many points, which mirror which, where the eyes are. Entry type: {@link
 * org.wingloss.data.scheme.LandmarkScheme}.
 */
package org.wingloss.data.scheme;
