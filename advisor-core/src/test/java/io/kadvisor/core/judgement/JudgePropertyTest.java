package io.kadvisor.core.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Severity;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever happens in whatever order: {@link World} holds the promises of each step, this holds
 * those of the whole.
 */
class JudgePropertyTest {
  private static final List<String> TOPIC_RULES =
      List.of("offline-partition", "under-min-isr", "at-min-isr", "under-replicated", "weak-topic");
  private static final List<String> GROUP_RULES =
      List.of("lag-growing", "group-stopped", "group-memberless");
  private static final List<String> TOPICS = List.of("orders", "payments", "clicks");

  /** Something that happens, from two dice. */
  enum Event {
    KILL {
      @Override
      void happen(World world, int a, int b) {
        world.script.away(1 + a);
        world.breach("broker-silent", broker(a), Severity.CRITICAL, "broker-down", 1 + a);
      }
    },
    SILENCE {
      @Override
      void happen(World world, int a, int b) {
        world.script.silent(1 + a);
      }
    },
    RETURN {
      @Override
      void happen(World world, int a, int b) {
        world.script.up(1 + a);
        world.clear("broker-silent", broker(a));
      }
    },
    TOPIC_BREAKS {
      @Override
      void happen(World world, int a, int b) {
        Severity severity = b < 2 ? Severity.CRITICAL : Severity.WARNING;
        world.breach(TOPIC_RULES.get(b), topic(a), severity, "unknown", 1 + (a + b) % 3);
      }
    },
    TOPIC_HEALS {
      @Override
      void happen(World world, int a, int b) {
        world.clear(TOPIC_RULES.get(b), topic(a));
      }
    },
    GROUP_BREAKS {
      @Override
      void happen(World world, int a, int b) {
        world.breach(GROUP_RULES.get(a), group(b), "unknown");
      }
    },
    GROUP_HEALS {
      @Override
      void happen(World world, int a, int b) {
        world.clear(GROUP_RULES.get(a), group(b));
      }
    },
    GAP {
      @Override
      void happen(World world, int a, int b) {
        world.breach("advisor-blind", Subject.CLUSTER, "home-unreachable");
        world.tickAfterGap(Duration.ofSeconds(10 + 10L * b));
        world.clear("advisor-blind", Subject.CLUSTER);
      }
    },
    PARTIAL {
      @Override
      void happen(World world, int a, int b) {
        world.script.partial = !world.script.partial;
      }
    },
    TIME {
      @Override
      void happen(World world, int a, int b) {
        world.tick(1 + a * b);
      }
    };

    abstract void happen(World world, int a, int b);

    private static Subject broker(int a) {
      return Subject.of(new BrokerId(1 + a));
    }

    private static Subject topic(int a) {
      return Subject.of(new TopicName(TOPICS.get(a)));
    }

    private static Subject group(int b) {
      return Subject.of(new GroupId(b % 2 == 0 ? "billing" : "search"));
    }
  }

  /** An event with its dice, {@code a} below 3 and {@code b} below 5. */
  record Step(Event event, int a, int b) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return net.jqwik.api.Combinators.combine(
            Arbitraries.of(Event.class),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 4))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }

  private static World run(List<Step> steps) {
    World world = new World();
    for (Step step : steps) {
      step.event().happen(world, step.a(), step.b());
      world.tick();
    }
    return world;
  }

  @Property(tries = 150)
  void shouldEndEverythingWhenEverythingIsClear(@ForAll("steps") List<Step> steps) {
    World world = run(steps);
    world.clearAll();
    List.of(1, 2, 3).forEach(world.script::up);
    world.script.partial = false;
    world.tick(60);
    assertThat(world.open()).isEmpty();
    assertThat(world.state.findings()).isEmpty();
    assertThat(world.state.advisories().values()).allMatch(a -> a.endedAt().isPresent());
  }

  @Property(tries = 60)
  void shouldJudgeTheSameWhenReplayed(@ForAll("steps") List<Step> steps) {
    assertThat(run(steps).judgements).isEqualTo(run(steps).judgements);
  }

  @Property(tries = 60)
  void shouldMergeOnlyIntoWhatWasOpenWhenMerging(@ForAll("steps") List<Step> steps) {
    World world = run(steps);
    assertThat(world.revisions)
        .filteredOn(a -> a.state() == AdvisoryState.MERGED)
        .allMatch(
            a ->
                world.revisions.stream()
                    .anyMatch(o -> a.mergedInto().orElseThrow().equals(o.id())));
  }

  @Property(tries = 60)
  void shouldTellNoSymptomWhenItsBrokerIsInDoubt(@ForAll("steps") List<Step> steps) {
    World world = new World();
    world.tick(3);
    world.script.silent(2);
    for (Step step : steps) {
      String rule = TOPIC_RULES.get(step.b() % 4);
      Subject topic = Subject.of(new TopicName(TOPICS.get(step.a())));
      if (step.event().ordinal() % 2 == 0) {
        world.breach(rule, topic, "unknown", 2);
      } else {
        world.clear(rule, topic);
      }
      if (world.at.isBefore(World.START.plusSeconds(36))) {
        world.tick();
      }
    }
    assertThat(world.revisions).isEmpty();
  }
}
