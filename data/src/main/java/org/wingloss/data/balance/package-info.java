/**
 * Pose-based data balancing (docs/paper.md, section 5; the author's published routine, A): faces of
 * rare poses are repeated so that a network sees every pose about equally often. Entry type: {@link
 * org.wingloss.data.balance.PoseBalancing}.
 */
package org.wingloss.data.balance;
