package io.kadvisor.collector.sweep;

import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.NotSeen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was not seen, given to the sample that it is about; the rest is the cluster's. */
final class NotSeenBySubject {
  private final Map<Subject, List<NotSeen>> bySubject = new HashMap<>();

  NotSeenBySubject(List<NotSeen> all) {
    all.forEach(this::add);
  }

  void add(NotSeen notSeen) {
    bySubject
        .computeIfAbsent(notSeen.subject().orElse(Subject.CLUSTER), subject -> new ArrayList<>())
        .add(notSeen);
  }

  List<NotSeen> of(Subject subject) {
    return bySubject.getOrDefault(subject, List.of());
  }
}
