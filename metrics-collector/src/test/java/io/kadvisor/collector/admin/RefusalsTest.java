package io.kadvisor.collector.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.NotCoordinatorException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  @Test
  void shouldNameTheAclWhenACallIsRefused() {
    NotSeen config =
        Refusals.notSeen(
            Fact.TOPIC_CONFIG,
            Subject.of(new TopicName("secret")),
            new TopicAuthorizationException("secret"));
    NotSeen dirs =
        Refusals.notSeen(
            Fact.LOG_DIRS, Subject.of(new BrokerId(2)), new ClusterAuthorizationException("no"));
    NotSeen offsets =
        Refusals.notSeen(
            Fact.GROUP_OFFSETS,
            Subject.of(new GroupId("payers")),
            new GroupAuthorizationException("payers"));

    assertThat(config.remedy().orElseThrow())
        .endsWith("--operation DescribeConfigs --topic 'secret'");
    assertThat(dirs.remedy().orElseThrow()).endsWith("--operation Describe --cluster");
    assertThat(offsets.remedy().orElseThrow()).endsWith("--operation Describe --group 'payers'");
    assertThat(config.reason()).isEqualTo("the call was refused");
  }

  @Test
  void shouldOfferNoRemedyWhenNobodyAnswered() {
    NotSeen late = Refusals.notSeen(Fact.GROUPS, new TimeoutException());

    assertThat(late.reason()).isEqualTo("no answer before the deadline");
    assertThat(late.remedy()).isEmpty();
    assertThat(late.subject()).isEmpty();
  }

  @Test
  void shouldKeepTheMessageWhenTheFailureIsAnother() {
    assertThat(Refusals.reason(new NotCoordinatorException("moved")))
        .isEqualTo("not now: NotCoordinator: moved");
    assertThat(Refusals.reason(new IllegalStateException())).isEqualTo("IllegalState");
  }

  @Test
  void shouldNameTheRightOnceForAllWhenEverybodysWasRefused() {
    var refused = new TopicAuthorizationException("orders");
    List<NotSeen> all =
        List.of(
            Refusals.notSeen(Fact.TOPIC_CONFIG, Subject.of(new TopicName("orders")), refused),
            Refusals.notSeen(Fact.TOPIC_CONFIG, Subject.of(new TopicName("clicks")), refused),
            Refusals.notSeen(Fact.LOG_DIRS, Subject.of(new BrokerId(1)), refused),
            Refusals.notSeen(
                Fact.GROUPS, Subject.of(new GroupId("billing")), new TimeoutException("slow")));

    assertThat(Refusals.ofEverybody(all, Set.of(Fact.LOG_DIRS)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.fact()).isEqualTo(Fact.TOPIC_CONFIG);
              assertThat(one.subject()).isEmpty();
              assertThat(one.remedy().orElseThrow())
                  .contains("--operation DescribeConfigs --topic '*'");
            });
  }
}
