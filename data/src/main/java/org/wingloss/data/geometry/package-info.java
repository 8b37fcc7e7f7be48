/**
 * Points, boxes and maps of the plane; one convention for all: x right, y down, 0-based, pixel
 * centres on integers. Entry types: {@link org.wingloss.data.geometry.Box} and {@link
 * org.wingloss.data.geometry.AffineMap}.
 */
package org.wingloss.data.geometry;
