/**
 * The published layouts as their readers expect them, written from drawn faces: fixtures for tests,
 * and a way to try a tool before the real data arrive. Entry type: {@link
 * org.wingloss.data.writer.DatasetWriter}.
 */
package org.wingloss.data.writer;
