package io.kadvisor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.policy.OwnerPattern;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdentityTest {
  @Property
  void shouldReadBackWhenASubjectWasWrittenAsTag(@ForAll Subject.Kind kind, @ForAll String name) {
    Subject subject = new Subject(kind, name);

    assertThat(Subject.parse(subject.tag())).isEqualTo(subject);
  }

  @Property
  void shouldReadBackWhenAnAdvisoryIdWasWritten(
      @ForAll Subject.Kind kind,
      @ForAll String name,
      @ForAll @IntRange(min = 1, max = 9_999) int occurrence) {
    AdvisoryId id = new AdvisoryId("lag-growing", new Subject(kind, name), occurrence);

    assertThat(AdvisoryId.parse(id.toString())).isEqualTo(id);
  }

  @Property
  void shouldBeTheFirstRangesWhenThereAreMore(
      @ForAll @Size(max = 50) Set<@IntRange(min = 0, max = 100) Integer> partitions,
      @ForAll @IntRange(max = 30) int most) {
    String all = PartitionRanges.of(partitions).toString();

    String first = PartitionRanges.of(partitions).upTo(most).toString();

    assertThat(Stream.of(first.split(",")).filter(range -> !range.isEmpty()))
        .containsExactlyElementsOf(
            Stream.of(all.split(",")).filter(range -> !range.isEmpty()).limit(most).toList());
  }

  @Property
  void shouldReadBackWhenPartitionsWereWrittenAsRanges(
      @ForAll @Size(max = 50) Set<@IntRange(min = 0, max = 300) Integer> partitions) {
    PartitionRanges ranges = PartitionRanges.of(partitions);

    assertThat(PartitionRanges.parse(ranges.toString())).isEqualTo(ranges);
    assertThat(ranges.count()).isEqualTo(partitions.size());
    assertThat(ranges.stream().boxed()).containsExactlyInAnyOrderElementsOf(partitions);
  }

  @Test
  void shouldWriteRunsAsRangesWhenPartitionsAreNeighbours() {
    assertThat(PartitionRanges.of(0, 1, 2, 3, 7, 9, 10)).hasToString("0-3,7,9-10");
  }

  @Test
  void shouldRefuseWhenATextIsNoAdvisoryId() {
    assertThatThrownBy(() -> AdvisoryId.parse("broker-silent"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AdvisoryId.parse("a~b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNameTheEmptyGroupWhenItIsShown() {
    assertThat(Subject.of(new GroupId(""))).hasToString("group '' (the empty group id)");
  }

  @Test
  void shouldMatchOwnersWhenThePatternHasStars() {
    OwnerPattern orders = new OwnerPattern(Subject.Kind.TOPIC, "*orders*", "checkout");

    assertThat(orders.matches(Subject.of(new TopicName("eu.orders.v1")))).isTrue();
    assertThat(orders.matches(Subject.of(new TopicName("order")))).isFalse();
    assertThat(orders.matches(Subject.of(new GroupId("orders")))).isFalse();
  }
}
