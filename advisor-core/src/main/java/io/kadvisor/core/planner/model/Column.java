package io.kadvisor.core.planner.model;

import java.util.Arrays;

/** A growing column of whole numbers or of loads. */
final class Column {
  private Column() {}

  static final class OfInts {
    private int[] values = new int[1024];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
    }

    void setLast(int value) {
      values[size - 1] = value;
    }

    int get(int at) {
      return values[at];
    }

    int size() {
      return size;
    }

    int[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }

  static final class OfDoubles {
    private double[] values = new double[4096];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
    }

    double get(int at) {
      return values[at];
    }

    double[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
