package io.kadvisor.streams;

import io.kadvisor.model.sample.PartSet;
import io.kadvisor.model.sample.Sample;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Samples of one kind and sweep: most are whole, large ones come in parts. */
final class Gathered<I extends Comparable<I>, S extends Sample> {
  private final SortedMap<I, S> whole = new TreeMap<>();
  private final Map<I, PartSet<S>> inParts = new TreeMap<>();
  private final Supplier<PartSet<S>> none;

  Gathered(Supplier<PartSet<S>> none) {
    this.none = none;
  }

  void add(I id, S sample) {
    if (sample.part().isEmpty()) {
      whole.put(id, sample);
    } else {
      inParts.computeIfAbsent(id, any -> none.get()).add(sample);
    }
  }

  /** True when fewer records came than that, or not every part of a sample. */
  boolean lacks(int records) {
    int came = whole.size();
    for (PartSet<S> parts : inParts.values()) {
      if (!parts.complete()) {
        return true;
      }
      came += parts.size();
    }
    return records > came;
  }

  /** Those that are whole, or of which every part came. */
  SortedMap<I, S> samples() {
    if (inParts.isEmpty()) {
      return whole;
    }
    SortedMap<I, S> samples = new TreeMap<>(whole);
    inParts.forEach(
        (id, parts) -> {
          if (parts.complete()) {
            samples.put(id, parts.whole());
          }
        });
    return samples;
  }
}
