package io.kadvisor.api.read;

import io.kadvisor.model.sample.PartSet;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Large samples of one kind that come in parts: of each subject the parts of the newest sweep wait
 * until all are there.
 */
final class Parts<I, S extends Sample> {
  private record Waiting<S extends Sample>(SweepId sweep, PartSet<S> set) {}

  private final Map<I, Waiting<S>> waiting = new HashMap<>();
  private final Supplier<PartSet<S>> none;

  Parts(Supplier<PartSet<S>> none) {
    this.none = none;
  }

  /** The sample itself when it is whole, the whole when this was the last of its parts. */
  Optional<S> whole(I id, S sample) {
    return sample.part().isEmpty() ? Optional.of(sample) : joined(id, sample);
  }

  private Optional<S> joined(I id, S part) {
    Waiting<S> before = waiting.get(id);
    if (before == null || before.sweep().compareTo(part.sweep()) < 0) {
      before = new Waiting<>(part.sweep(), none.get());
      waiting.put(id, before);
    }
    if (!before.sweep().equals(part.sweep())) {
      return Optional.empty();
    }
    before.set().add(part);
    if (!before.set().complete()) {
      return Optional.empty();
    }
    waiting.remove(id);
    return Optional.of(before.set().whole());
  }

  void forgetBefore(Instant oldest) {
    waiting.values().removeIf(set -> set.sweep().sweepAt().isBefore(oldest));
  }
}
