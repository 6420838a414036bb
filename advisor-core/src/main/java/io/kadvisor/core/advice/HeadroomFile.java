package io.kadvisor.core.advice;

import io.kadvisor.core.plan.BrokerLoad;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.plan.HeadroomPlan;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Files of a scaling advice. */
final class HeadroomFile {
  private HeadroomFile() {}

  /** Shares of every broker now, and of each after the step and after the loss of one. */
  static String json(Headroom headroom) {
    HeadroomPlan plan = headroom.plan();
    String resources =
        plan.projections().keySet().stream()
            .map(resource -> resource(resource, headroom))
            .collect(Collectors.joining(",\n"));
    return "{\"from\":"
        + plan.from()
        + ",\"to\":"
        + plan.to()
        + ",\"needed\":"
        + plan.needed()
        + ",\"resources\":[\n"
        + resources
        + "\n]}\n";
  }

  private static String resource(BrokerResource resource, Headroom headroom) {
    HeadroomPlan.Projection p = headroom.plan().projections().get(resource);
    String now =
        headroom.capacity().load().brokers().stream()
            .flatMap(broker -> now(broker, resource).stream())
            .collect(Collectors.joining(","));
    return "{\"resource\":\""
        + resource.tag()
        + "\",\"alarm\":"
        + share(headroom.limits().alarm(resource))
        + ",\"wanted\":"
        + share(headroom.limits().calm(resource))
        + ",\"now\":{"
        + now
        + "},\"after\":"
        + share(p.after())
        + p.afterLoss().map(loss -> ",\"afterLoss\":" + share(loss)).orElse("")
        + "}";
  }

  /** Absent for a broker that is to be emptied and whose load is not known. */
  private static Optional<String> now(BrokerLoad broker, BrokerResource resource) {
    return broker
        .amount(resource)
        .map(amount -> "\"" + broker.broker() + "\":" + share(amount.share()));
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  /** For {@code kafka-reassign-partitions --topics-to-move-json-file}. */
  static String topicsToMove(List<TopicSample> topics) {
    return "{\"version\":1,\"topics\":[\n"
        + topics.stream()
            .map(topic -> "{\"topic\":\"" + topic.topic() + "\"}")
            .collect(Collectors.joining(",\n"))
        + "\n]}\n";
  }
}
