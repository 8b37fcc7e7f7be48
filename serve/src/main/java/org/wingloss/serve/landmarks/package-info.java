/**
 * From the bytes of a picture to landmarks as JSON, with bounded work. Entry type: {@link
 * org.wingloss.serve.landmarks.LandmarkService}.
 */
package org.wingloss.serve.landmarks;
