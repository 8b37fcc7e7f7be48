/**
 * Is a data set on disk what its protocol (paper, section 5: AFLW, 300-W) says, and can it be
 * trained on? Entry type: {@link org.wingloss.data.doctor.Doctor}.
 */
package org.wingloss.data.doctor;
