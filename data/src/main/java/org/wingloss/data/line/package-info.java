/**
 * The one-line form {@code name(key=value,…)} in which recipes write networks, optimisers,
 * schedules, augmentations and the like. Entry type: {@link org.wingloss.data.line.SettingLine}.
 */
package org.wingloss.data.line;
