package io.kadvisor.core.window;

import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantilesDoublesSketchIterator;

/** A sketch of more observations than are kept, as its bytes. */
final class SketchedSpread implements Spread {
  private final byte[] bytes;

  SketchedSpread(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Not to be written to. */
  byte[] bytes() {
    return bytes;
  }

  static SketchedSpread of(double[] values) {
    KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(EXACT);
    for (double value : values) {
      sketch.update(value);
    }
    return new SketchedSpread(sketch.toByteArray());
  }

  @Override
  public long count() {
    return heap().getN();
  }

  @Override
  public Spread plus(double... values) {
    KllDoublesSketch grown = heap();
    for (double value : values) {
      grown.update(value);
    }
    return new SketchedSpread(grown.toByteArray());
  }

  @Override
  public Summary summary() {
    KllDoublesSketch heap = heap();
    return new Summary(
        heap.getN(),
        heap.getMinItem(),
        heap.getMaxItem(),
        heap.getQuantile(0.50),
        heap.getQuantile(0.95),
        heap.getQuantile(0.99));
  }

  /** The values themselves, where the sketch has not begun to choose. */
  Spread simplified() {
    KllDoublesSketch heap = heap();
    if (heap.isEstimationMode() || heap.getN() > EXACT) {
      return this;
    }
    double[] values = new double[(int) heap.getN()];
    QuantilesDoublesSketchIterator kept = heap.iterator();
    for (int at = 0; kept.next(); at++) {
      values[at] = kept.getQuantile();
    }
    return new ExactSpread(values);
  }

  private KllDoublesSketch heap() {
    return KllDoublesSketch.heapify(Memory.wrap(bytes));
  }
}
