package io.kadvisor.core.window;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The bytes of a spread: equal neighbours as one value and how often, since many numbers of a
 * cluster that is well never change; or a sketch.
 */
final class SpreadFormat {
  /** Stands where the count of values would be. */
  private static final int SKETCH = 0;

  private SpreadFormat() {}

  static void write(DataOutputStream out, Spread spread) throws IOException {
    if (spread instanceof ExactSpread exact) {
      writeValues(out, exact.values());
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
        : new ExactSpread(readValues(in, count));
  }

  private static void writeValues(DataOutputStream out, double[] values) throws IOException {
    out.writeShort(values.length);
    for (int from = 0; from < values.length; ) {
      int to = endOfRun(values, from);
      out.writeDouble(values[from]);
      out.writeShort(to - from);
      from = to;
    }
  }

  private static double[] readValues(DataInputStream in, int count) throws IOException {
    double[] values = new double[count];
    for (int from = 0; from < count; ) {
      double value = in.readDouble();
      int to = from + in.readShort();
      Arrays.fill(values, from, to, value);
      from = to;
    }
    return values;
  }

  private static int endOfRun(double[] values, int from) {
    int to = from + 1;
    while (to < values.length && Double.compare(values[to], values[from]) == 0) {
      to++;
    }
    return to;
  }
}
