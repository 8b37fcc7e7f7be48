/**
 * Is a data set on disk what its protocol (docs/paper.md, section 7) says, and can it be trained
 * on? Entry type: {@link org.wingloss.data.doctor.Doctor}.
 */
package org.wingloss.data.doctor;
