/** Marked faces. Entry type: {@link org.wingloss.data.annotation.Annotation}. */
package org.wingloss.data.annotation;
