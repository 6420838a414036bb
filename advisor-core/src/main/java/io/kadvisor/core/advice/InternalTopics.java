package io.kadvisor.core.advice;

import io.kadvisor.model.TopicName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kafka's own topics among weak ones: what is lost with them, and the settings by which a new
 * cluster makes them strong. They are read only when the topic is made for the first time.
 *
 * @param names in Kafka's order of importance
 */
record InternalTopics(List<String> names) {
  private static final List<String> KNOWN =
      List.of("__consumer_offsets", "__transaction_state", "__share_group_state");

  private static final Map<String, String> HOLDS =
      Map.of(
          "__consumer_offsets",
          "__consumer_offsets holds the committed offsets of every group: without it groups begin anew at"
              + " auto.offset.reset.",
          "__transaction_state",
          "__transaction_state holds open transactions: without it transactional producers stand still.",
          "__share_group_state",
          "__share_group_state holds what share groups have delivered: without it they deliver again.");

  private static final Map<String, String> SETTINGS =
      Map.of(
          "__consumer_offsets",
          "offsets.topic.replication.factor=3",
          "__transaction_state",
          "transaction.state.log.replication.factor=3, transaction.state.log.min.isr=2",
          "__share_group_state",
          "share.coordinator.state.topic.replication.factor=3, share.coordinator.state.topic.min.isr=2");

  static Optional<InternalTopics> in(Collection<TopicName> topics) {
    List<String> found =
        KNOWN.stream().filter(name -> topics.contains(new TopicName(name))).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(new InternalTopics(found));
  }

  void advise(Draft draft) {
    names.forEach(name -> draft.alsoExplain(HOLDS.get(name)));
    draft.step(
        "So that a new cluster has it so from the start, put into every server.properties before its first start: "
            + String.join(", ", names.stream().map(SETTINGS::get).toList())
            + ". Topics that exist do not change by it.");
  }
}
