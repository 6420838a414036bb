package io.kadvisor.core.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Severity;
import org.junit.jupiter.api.Test;

/** What is told of brokers that run short; the cooldown is an hour, a minute in this policy. */
class ScalingStoryTest {
  private static final Subject BROKER_2 = Subject.of(new BrokerId(2));
  private static final Subject ORDERS = Subject.of(new TopicName("orders"));
  private static final int MINUTE = 30;
  private final World world = new World();

  private void shortOf(String cause) {
    world.breach("capacity", Subject.CLUSTER, cause, 2).tick(5);
  }

  private void enough() {
    world.clear("capacity", Subject.CLUSTER).tick(5);
  }

  @Test
  void shouldWaitForTheCooldownBeforeTheNextStepForTheSameWant() {
    shortOf("cpu");
    enough();
    shortOf("cpu");
    assertThat(world.stories()).containsExactly("capacity~cluster:~1 [OPEN, RESOLVED]");
    world.tick(MINUTE);

    assertThat(world.openIds()).containsExactly("capacity~cluster:~2");
  }

  @Test
  void shouldNotWaitWhenAnotherResourceIsShort() {
    shortOf("cpu");
    enough();
    shortOf("storage");

    assertThat(world.openIds()).containsExactly("capacity~cluster:~2");
  }

  @Test
  void shouldNotWaitWhenAVolumeIsAboutToStopItsBroker() {
    shortOf("storage");
    enough();
    world.breach("capacity", Subject.CLUSTER, Severity.CRITICAL, "storage", 2).tick(5);

    assertThat(world.openIds()).containsExactly("capacity~cluster:~2");
  }

  @Test
  void shouldStayOneAdvisoryWhenTheBottleneckChanges() {
    shortOf("cpu");
    shortOf("network-in");

    assertThat(world.openIds()).containsExactly("capacity~cluster:~1");
    assertThat(world.advisory("capacity~cluster:~1").cause()).isEqualTo("network-in");
  }

  @Test
  void shouldTellUnevenDisksWithTheBrokerThatRunsShort() {
    world.breach("disk-skew", BROKER_2, "uneven-placement", 2);
    shortOf("storage");
    world.tick(MINUTE);

    assertThat(world.openIds()).containsExactly("capacity~cluster:~1");
    assertThat(world.advisory("capacity~cluster:~1").findings()).hasSize(2);
  }

  @Test
  void shouldTellUnevenDisksApartWhenAnotherBrokerRunsShort() {
    world.breach("disk-skew", Subject.of(new BrokerId(1)), "uneven-placement", 1);
    shortOf("cpu");

    assertThat(world.openIds())
        .containsExactlyInAnyOrder("capacity~cluster:~1", "disk-skew~broker:1~1");
  }

  @Test
  void shouldTellTheLeaderThatCannotKeepUpAndNotItsCpu() {
    world.breach("under-replicated", ORDERS, "leader-saturated", 2);
    shortOf("cpu");
    world.tick(MINUTE);

    assertThat(world.openIds()).hasSize(1).noneMatch(id -> id.startsWith("capacity"));
  }
}
