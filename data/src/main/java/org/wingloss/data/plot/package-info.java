/** Drawings as SVG files that stand alone. Entry type: {@link org.wingloss.data.plot.Svg}. */
package org.wingloss.data.plot;
