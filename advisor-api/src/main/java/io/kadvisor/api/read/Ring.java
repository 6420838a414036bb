package io.kadvisor.api.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest elements, oldest first. */
final class Ring<T> {
  private final Deque<T> elements = new ArrayDeque<>();
  private final int capacity;

  Ring(int capacity) {
    this.capacity = capacity;
  }

  void add(T element) {
    if (elements.size() == capacity) {
      elements.removeFirst();
    }
    elements.addLast(element);
  }

  List<T> list() {
    return List.copyOf(elements);
  }
}
