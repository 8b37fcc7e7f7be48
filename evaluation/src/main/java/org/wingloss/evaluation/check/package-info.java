/**
 * Whether numbers are what they seem: conventions, protocols and what they may be compared with
 * (docs/paper.md, section 8). Entry type: {@link org.wingloss.evaluation.check.Checks}.
 */
package org.wingloss.evaluation.check;
