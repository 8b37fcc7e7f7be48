/**
 * Points, boxes and maps of the plane; one convention for all: x right, y down, 0-based, pixel
 * centres on integers. Entry type: {@link org.wingloss.data.face.Landmarks}.
 */
package org.wingloss.data.geometry;
