package org.wingloss.spark.predict;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** What comes of each element, one element after the other and none ahead. */
final class FlatIterator<T, R> implements Iterator<R> {
  private final Iterator<T> elements;
  private final Function<T, Iterator<R>> each;
  private Iterator<R> at = Collections.emptyIterator();

  FlatIterator(Iterator<T> elements, Function<T, Iterator<R>> each) {
    this.elements = elements;
    this.each = each;
  }

  @Override
  public boolean hasNext() {
    while (!at.hasNext() && elements.hasNext()) {
      at = each.apply(elements.next());
    }
    return at.hasNext();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return at.next();
  }
}
