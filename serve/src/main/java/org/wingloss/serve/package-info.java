/**
 * Landmarks over HTTP: an interface for programs, and a page for people. Entry type: {@link
 * org.wingloss.serve.LandmarkServer}.
 */
package org.wingloss.serve;
