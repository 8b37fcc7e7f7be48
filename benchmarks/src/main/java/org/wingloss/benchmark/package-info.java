/**
 * What the READMEs say about speed, measured by one command. Entry type: {@link
 * org.wingloss.benchmark.Benchmarks}.
 */
package org.wingloss.benchmark;
