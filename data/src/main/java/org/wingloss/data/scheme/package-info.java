/**
 * Landmark schemes: how many points, which flip to which (the flip map), where the eyes are. Entry
 * type: {@link org.wingloss.data.scheme.LandmarkScheme}.
 */
package org.wingloss.data.scheme;
