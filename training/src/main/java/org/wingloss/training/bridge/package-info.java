/**
 * Builds this project's own native bridge between DJL's PyTorch engine and any libtorch that is
 * installed. Entry type: {@link org.wingloss.training.bridge.BridgeBuild}. Its source is in
 * extensions/bridge.
 */
package org.wingloss.training.bridge;
