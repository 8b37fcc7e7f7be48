/**
 * The tables of speed in the READMEs, measured by one command. Entry type: {@link
 * org.wingloss.benchmark.Benchmarks}.
 */
package org.wingloss.benchmark;
