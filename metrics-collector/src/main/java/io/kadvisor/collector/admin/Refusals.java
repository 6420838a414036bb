package io.kadvisor.collector.admin;

import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says of a failed call what was not seen, and for a refused one which ACL would allow it. */
final class Refusals {
  private Refusals() {}

  static NotSeen notSeen(Fact fact, Throwable failure) {
    return notSeen(fact, Optional.empty(), failure);
  }

  static NotSeen notSeen(Fact fact, Subject subject, Throwable failure) {
    return notSeen(fact, Optional.of(subject), failure);
  }

  private static NotSeen notSeen(Fact fact, Optional<Subject> subject, Throwable failure) {
    return new NotSeen(fact, subject, reason(failure), remedy(fact, subject, failure));
  }

  private static Optional<String> remedy(Fact fact, Optional<Subject> subject, Throwable failure) {
    if (failure instanceof AuthorizationException) {
      return Optional.of("allow it: " + acl(fact, subject));
    }
    if (failure instanceof UnsupportedVersionException) {
      return Optional.of(
          "it comes with " + (fact == Fact.QUORUM ? "KRaft and " : "") + "Kafka " + fact.since());
    }
    return Optional.empty();
  }

  /**
   * One for the cluster for each fact that was refused of everybody who was asked: what stands in
   * single samples alone is seen by nobody who looks at the mark.
   *
   * @param seen facts that somebody's could be read of
   */
  static List<NotSeen> ofEverybody(List<NotSeen> all, Set<Fact> seen) {
    Set<Fact> refused = EnumSet.noneOf(Fact.class);
    for (NotSeen one : all) {
      if (one.subject().isPresent() && one.remedy().isPresent()) {
        refused.add(one.fact());
      }
    }
    refused.removeAll(seen);
    return refused.stream()
        .map(fact -> notSeen(fact, new ClusterAuthorizationException("of everybody")))
        .toList();
  }

  /** A sentence without the endless names that Kafka's time-outs carry. */
  static String reason(Throwable failure) {
    if (failure instanceof AuthorizationException) {
      return "the call was refused";
    }
    if (failure instanceof TimeoutException
        || failure instanceof org.apache.kafka.common.errors.TimeoutException
        || failure instanceof DisconnectException) {
      return "no answer before the deadline";
    }
    if (failure instanceof UnsupportedVersionException) {
      return "the brokers do not know the call";
    }
    String name = failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    String message = failure.getMessage();
    return (failure instanceof RetriableException ? "not now: " : "")
        + name
        + (message == null ? "" : ": " + message);
  }

  private static String acl(Fact fact, Optional<Subject> subject) {
    String operation =
        switch (fact) {
          case TOPIC_CONFIG, BROKER_CONFIG -> "DescribeConfigs";
          default -> "Describe";
        };
    return "kafka-acls.sh --add --allow-principal User:<kadvisor> --operation "
        + operation
        + " "
        + resource(fact, subject);
  }

  private static String resource(Fact fact, Optional<Subject> subject) {
    String name = subject.map(Subject::name).filter(text -> !text.isEmpty()).orElse("*");
    return switch (fact) {
      case TOPIC_PARTITIONS, OFFSETS, TOPIC_CONFIG -> "--topic '" + name + "'";
      case GROUPS, GROUP_OFFSETS -> "--group '" + name + "'";
      default -> "--cluster";
    };
  }
}
