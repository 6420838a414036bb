package io.kadvisor.core.window;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The bytes of a spread: its values, or its sketch. */
final class SpreadFormat {
  /** Stands where the count of values would be. */
  private static final int SKETCH = 0;

  private SpreadFormat() {}

  static void write(DataOutputStream out, Spread spread) throws IOException {
    if (spread instanceof ExactSpread exact) {
      double[] values = exact.values();
      out.writeShort(values.length);
      Runs.write(out, values);
    } else {
      byte[] sketch = ((SketchedSpread) spread).bytes();
      out.writeShort(SKETCH);
      out.writeInt(sketch.length);
      out.write(sketch);
    }
  }

  static Spread read(DataInputStream in) throws IOException {
    int count = in.readShort();
    return count == SKETCH
        ? new SketchedSpread(in.readNBytes(in.readInt()))
        : new ExactSpread(Runs.read(in, count));
  }
}
