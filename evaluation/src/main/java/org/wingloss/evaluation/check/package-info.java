/**
 * Whether numbers are what they seem: conventions, protocols and what they may be compared with
 * (docs/paper.md, section 8: Tables 1 to 4). Entry types: {@link
 * org.wingloss.evaluation.check.Checks} and {@link org.wingloss.evaluation.check.Published}.
 */
package org.wingloss.evaluation.check;
