package org.wingloss.spark.session;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The elements of a partition, of which none is taken before what comes of it is asked for. */
public final class LazyStream {
  private LazyStream() {}

  /** In their order. */
  public static <T> Stream<T> of(Iterator<T> elements) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false);
  }
}
