package io.kadvisor.core.advice;

import io.kadvisor.core.plan.PartitionTraffic;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A broker that is away, with all that sentences and steps about it need. */
record AwayBroker(BrokerId id, Finding finding, Replication replication, ClusterView view) {
  static AwayBroker of(Finding finding, Sweep sweep) {
    return new AwayBroker(
        finding.subject().broker(),
        finding,
        new Replication(sweep.topics().values()),
        ClusterView.of(sweep));
  }

  KafkaCommands commands() {
    return KafkaCommands.of(view);
  }

  String capitalName() {
    return Phrase.capital(view.name(id));
  }

  String capitalPlace() {
    return Phrase.capital(view.place(id));
  }

  String since() {
    return Phrase.time(finding.since());
  }

  /** Since when records of the probe do not come back: longer than that is told of. */
  String unheardSince() {
    return finding.evidence().stream()
        .filter(evidence -> evidence.metric().equals("broker.probe-unanswered"))
        .findFirst()
        .flatMap(
            seen ->
                seen.value()
                    .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                    .map(silence -> Phrase.time(seen.observedAt().minus(silence))))
        .orElseGet(this::since);
  }

  PartitionsByTopic missing() {
    return replication.missingOn(id);
  }

  PartitionsByTopic offline() {
    return both(missing(), replication.offline());
  }

  PartitionsByTopic refusing() {
    return both(missing(), replication.refusing());
  }

  private PartitionsByTopic both(PartitionsByTopic one, PartitionsByTopic other) {
    return PartitionsByTopic.where(
        replication.topics(),
        (topic, p) ->
            Optional.ofNullable(one.topics().get(topic.topic()))
                    .map(r -> r.contains(p))
                    .orElse(false)
                && Optional.ofNullable(other.topics().get(topic.topic()))
                    .map(r -> r.contains(p))
                    .orElse(false));
  }

  /** The worst first: what stands still, what refuses, what has lost a copy. */
  String toll() {
    PartitionsByTopic missing = missing();
    if (!offline().isEmpty()) {
      return Phrase.count(offline().count(), "partition")
          + " offline, "
          + missing.count()
          + " short of a copy";
    }
    if (!refusing().isEmpty()) {
      return Phrase.count(refusing().count(), "partition")
          + " refuse acks=all, "
          + missing.count()
          + " short of a copy";
    }
    if (missing.isEmpty()) {
      return "no partition is short of a copy";
    }
    int copies = replication.fewestCopies(id).orElseThrow();
    return missing.counted()
        + (missing.count() == 1 ? " runs on " : " run on ")
        + Phrase.copies(copies);
  }

  /** What each witness says. */
  String testimony() {
    Optional<BrokerSample> sample = view.broker(id);
    if (sample.isEmpty()) {
      return "this sweep has no sample of it";
    }
    String controller =
        switch (sample.get().membership()) {
          case LISTED -> "the controller lists it as alive";
          case FENCED -> "the controller has fenced it";
          case ABSENT -> "the controller does not list it";
        };
    String itself =
        switch (sample.get().answer().outcome()) {
          case ANSWERED -> "it answers when asked";
          case REFUSED -> "it refuses connections";
          case TIMED_OUT -> "it does not answer in time";
          case NOT_ASKED -> "it could not be asked";
        };
    return controller + ", and " + itself;
  }

  /**
   * Its own numbers come another way than its answers: a broker that gives them is busy, not dead.
   */
  String lifeSign() {
    return view.broker(id)
        .flatMap(sample -> sample.reading(Metric.REQUEST_QUEUE))
        .filter(queue -> queue.observedAt().isAfter(finding.since()))
        .map(
            queue ->
                "Its own numbers still come, so its process runs: "
                    + Phrase.count(Math.round(queue.value()), "request")
                    + " wait in its queue.")
        .orElse("It may hang, or only the way to it may be cut.");
  }

  boolean bothWitnessesSayAway() {
    return view.broker(id)
        .map(sample -> sample.membership() != Membership.LISTED && sample.answer().silent())
        .orElse(false);
  }

  /** What it holds that others now must carry. */
  String held() {
    PartitionsByTopic missing = missing();
    if (missing.isEmpty()) {
      return "No partition misses a copy because of it.";
    }
    int led = replication.preferring(id).count();
    return Phrase.capital(missing.counted())
        + " miss their copy on it"
        + (led == 0
            ? "."
            : "; " + Phrase.count(led, "partition") + " had it as first choice to lead.");
  }

  String whatToLookFor() {
    if (view.msk().isPresent()) {
      return "See the cluster's state: while it is MAINTENANCE, HEALING or UPDATING, Amazon MSK is at work on it itself.";
    }
    boolean hangs =
        view.broker(id)
            .map(s -> s.answer().outcome() == BrokerSample.Answer.Outcome.TIMED_OUT)
            .orElse(false);
    String where = view.host(id).map(host -> "On " + host).orElse("On the broker's machine");
    return hangs
        ? where + " see whether the process hangs, is paused, or is cut off from the network."
        : where + " see whether the process still runs and why it ended: memory, disk or log tell.";
  }

  /**
   * Processes, disks and the kernel's last words on the broker's own machine; Amazon MSK lets
   * nobody onto it.
   */
  String look() {
    return machine()
        .run("pgrep -af kafka.Kafka; " + machine().freeSpace() + "; dmesg -T | tail -n 20");
  }

  private Machine machine() {
    return new Machine(Optional.of(id), view);
  }

  String howToStart() {
    List<String> directories = machine().directories();
    return "Start it as node.id="
        + id
        + " with its own server.properties"
        + (directories.isEmpty() ? "" : " and its data in " + Phrase.list(directories, 3))
        + "; as a service, start the service.";
  }

  String start() {
    return "kafka-server-start.sh -daemon config/server.properties";
  }

  String askItself() {
    return commands().at(view.address(id).orElse(ClusterView.BOOTSTRAP)).versions();
  }

  /** All copies that it holds; absent when a size is unknown. */
  Optional<DataSize> bytes() {
    long sum = 0;
    for (TopicSample topic : replication.topics()) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        int row = topic.replicas().get(partition).stream().boxed().toList().indexOf(id.value());
        if (row < 0) {
          continue;
        }
        OptionalLong bytes = PartitionTraffic.largestCopy(topic, partition);
        if (bytes.isEmpty()) {
          return Optional.empty();
        }
        sum += bytes.getAsLong();
      }
    }
    return Optional.of(new DataSize(sum));
  }
}
