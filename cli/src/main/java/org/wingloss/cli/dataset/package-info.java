/**
 * Verbs that check data sets and pack them into tar shards, and the options of what is packed.
 * Entry type: {@link org.wingloss.cli.dataset.PackVerb}.
 */
package org.wingloss.cli.dataset;
