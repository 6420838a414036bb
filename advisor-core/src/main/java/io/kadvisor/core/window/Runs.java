package io.kadvisor.core.window;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of numbers: equal neighbours as one value and how often. Much of a cluster that is well
 * never changes: its partitions, what is under-replicated, a lag of zero.
 */
final class Runs {
  private static final int LONGEST = 0xFFFF;

  private Runs() {}

  /** Without their count. */
  static void write(DataOutputStream out, double[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * (Short.BYTES + Double.BYTES));
    for (int from = 0; from < values.length; ) {
      int to = end(values, from);
      bytes.putShort((short) (to - from)).putDouble(values[from]);
      from = to;
    }
    out.write(bytes.array(), 0, bytes.position());
  }

  static double[] read(DataInputStream in, int count) throws IOException {
    double[] values = new double[count];
    for (int from = 0; from < count; ) {
      int to = from + in.readUnsignedShort();
      Arrays.fill(values, from, to, in.readDouble());
      from = to;
    }
    return values;
  }

  private static int end(double[] values, int from) {
    int last = (int) Math.min(values.length, (long) from + LONGEST);
    int to = from + 1;
    while (to < last && Double.compare(values[to], values[from]) == 0) {
      to++;
    }
    return to;
  }
}
