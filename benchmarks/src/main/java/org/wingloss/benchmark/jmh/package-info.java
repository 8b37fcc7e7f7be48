/**
 * The benchmarks that JMH runs, each in a process of its own. Entry type: {@link
 * org.wingloss.benchmark.jmh.LocaliserBenchmark}; {@code JmhPart} lists them.
 */
package org.wingloss.benchmark.jmh;
