/**
 * The variables of MATLAB files, level 5 and level 7.3 (HDF5), in which AFLW-Full and COFW are
 * published. Entry types: {@link org.wingloss.data.format.matlab.Mat5Variables}, {@link
 * org.wingloss.data.format.matlab.Mat73Variables}.
 */
package org.wingloss.data.format.matlab;
