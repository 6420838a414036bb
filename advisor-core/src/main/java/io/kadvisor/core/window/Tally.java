package io.kadvisor.core.window;

import io.kadvisor.model.unit.Unit;
import io.kadvisor.model.window.Figure;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;

/**
 * The distribution of one number so far. Immutable: the sketch is kept as its bytes, a copy is made
 * to add to it. It holds count, minimum and maximum exactly, percentiles within its rank error.
 */
final class Tally {
  /**
   * The sketch's size. It is exact up to that many observations, and its random choices begin only
   * beyond: a ten-minute window of two-second sweeps (300) replays to the same bytes.
   */
  static final int K = 400;

  private final double sum;
  private final double last;
  private final byte[] sketch;

  Tally(double sum, double last, byte[] sketch) {
    this.sum = sum;
    this.last = last;
    this.sketch = sketch;
  }

  static Tally of(double value) {
    KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(K);
    sketch.update(value);
    return new Tally(value, value, sketch.toByteArray());
  }

  Tally plus(double value) {
    KllDoublesSketch grown = heap();
    grown.update(value);
    return new Tally(sum + value, value, grown.toByteArray());
  }

  double sum() {
    return sum;
  }

  double last() {
    return last;
  }

  /** Not to be written to. */
  byte[] sketch() {
    return sketch;
  }

  Figure figure(Unit unit) {
    KllDoublesSketch heap = heap();
    return new Figure(
        unit,
        heap.getN(),
        sum / heap.getN(),
        heap.getMinItem(),
        heap.getMaxItem(),
        heap.getQuantile(0.50),
        heap.getQuantile(0.95),
        heap.getQuantile(0.99),
        last);
  }

  private KllDoublesSketch heap() {
    return KllDoublesSketch.heapify(Memory.wrap(sketch));
  }
}
