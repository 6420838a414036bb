package io.kadvisor.core.advice;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The machine that a broker runs on, as far as commands reach it. */
record Machine(Optional<BrokerId> broker, ClusterView view) {
  /** Paths of the broker's log directories; none when they were not observed. */
  List<String> directories() {
    return broker.flatMap(view::broker).flatMap(BrokerSample::logDirs).orElse(List.of()).stream()
        .map(LogDir::path)
        .toList();
  }

  /** A line that shows the free space where the broker keeps its data. */
  String freeSpace() {
    List<String> words = new ArrayList<>(List.of("df", "-h"));
    words.addAll(directories());
    return Shell.line(words);
  }

  /** The line as it is run there; Amazon MSK lets nobody onto it, so its own view stands there. */
  String run(String line) {
    return view.msk()
        .map(MskCluster::describe)
        .orElseGet(
            () ->
                broker
                    .flatMap(view::host)
                    .filter(host -> !host.equals("localhost") && !host.startsWith("127."))
                    .map(host -> Shell.line(List.of("ssh", host, line)))
                    .orElse(line));
  }
}
