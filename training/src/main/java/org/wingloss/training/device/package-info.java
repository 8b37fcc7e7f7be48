/** Which processor trains. Entry type: {@link org.wingloss.training.device.Devices}. */
package org.wingloss.training.device;
