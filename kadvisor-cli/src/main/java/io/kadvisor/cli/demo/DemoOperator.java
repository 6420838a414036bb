package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.localcluster.scenario.Operator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ElectionNotNeededException;

/**
 * Reads plans from the advisor's API, as a person would from its page, and does what their files
 * say. The demo's cluster is small: nothing is throttled.
 */
final class DemoOperator implements Operator {
  static final String CONFIG = "kadvisor.yaml";

  private static final Duration PLANNED_WITHIN = Duration.ofMinutes(1);
  private static final Duration WAVE_WITHIN = Duration.ofMinutes(2);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(500);

  private final DemoConfig config;
  private final Path folder;
  private final AdvisorProcess advisor;
  private final Map<String, String> client;
  private final Clock clock;
  private final Set<Integer> drained = new TreeSet<>();

  DemoOperator(
      DemoConfig config,
      Path folder,
      AdvisorProcess advisor,
      Map<String, String> client,
      Clock clock) {
    this.config = config;
    this.folder = folder;
    this.advisor = advisor;
    this.client = client;
    this.clock = clock;
  }

  @Override
  public synchronized void drain(int broker, boolean wanted) {
    if (wanted) {
      drained.add(broker);
    } else {
      drained.remove(broker);
    }
    config.drain(drained);
    config.writeTo(folder.resolve(CONFIG));
  }

  @Override
  public void carryOutPlan(String subject) {
    String plan = await(() -> planOf(subject), PLANNED_WITHIN, "no plan for " + subject);
    JsonNode files = item(plan).orElseThrow(() -> new IllegalStateException("no " + plan));
    Set<String> names = new TreeSet<>();
    files.path("files").forEach(name -> names.add(name.asText()));
    try (Admin admin = Admin.create(new HashMap<String, Object>(client))) {
      int waves = files.path("waves").size();
      var fileNames = new WaveNames(waves);
      for (int at = 0; at < waves; at++) {
        if (names.contains(fileNames.reassignment(at))) {
          reassign(admin, file(plan, fileNames.reassignment(at)));
        }
        if (names.contains(fileNames.election(at))) {
          elect(admin, file(plan, fileNames.election(at)));
        }
      }
    }
  }

  /** The path of the plan of the open advisory. */
  private Optional<String> planOf(String subject) {
    Optional<JsonNode> open =
        advisor.ask("/api/v1/advisories?ended=false&limit=500&subject=" + subject);
    for (JsonNode advisory : open.map(all -> all.path("items")).orElse(empty())) {
      String id = advisory.path("id").asText().replace("~", "%7E");
      Optional<String> plan =
          item("/api/v1/advisories/" + id)
              .map(detail -> detail.path("plan").asText(""))
              .filter(path -> !path.isEmpty());
      if (plan.isPresent()) {
        return plan;
      }
    }
    return Optional.empty();
  }

  private static JsonNode empty() {
    return MissingNode.getInstance();
  }

  private Optional<JsonNode> item(String path) {
    return advisor.ask(path).map(answer -> answer.path("item")).filter(JsonNode::isObject);
  }

  private JsonNode file(String plan, String name) {
    return advisor
        .ask(plan + "/files/" + name)
        .orElseThrow(() -> new IllegalStateException("no file " + name + " of " + plan));
  }

  private void reassign(Admin admin, JsonNode file) {
    Map<TopicPartition, Optional<NewPartitionReassignment>> wanted = new HashMap<>();
    for (JsonNode each : file.path("partitions")) {
      List<Integer> replicas = new ArrayList<>();
      each.path("replicas").forEach(broker -> replicas.add(broker.asInt()));
      wanted.put(partition(each), Optional.of(new NewPartitionReassignment(replicas)));
    }
    answer(admin.alterPartitionReassignments(wanted).all());
    await(
        () ->
            answer(admin.listPartitionReassignments(wanted.keySet()).reassignments()).isEmpty()
                ? Optional.of(true)
                : Optional.empty(),
        WAVE_WITHIN,
        "a wave has not ended");
  }

  private void elect(Admin admin, JsonNode file) {
    Set<TopicPartition> partitions = new HashSet<>();
    file.path("partitions").forEach(each -> partitions.add(partition(each)));
    answer(admin.electLeaders(ElectionType.PREFERRED, partitions).partitions())
        .forEach(
            (partition, failure) ->
                failure
                    .filter(why -> !(why instanceof ElectionNotNeededException))
                    .ifPresent(
                        why -> {
                          throw new IllegalStateException(
                              "no leader was elected for " + partition, why);
                        }));
  }

  private static TopicPartition partition(JsonNode each) {
    return new TopicPartition(each.path("topic").asText(), each.path("partition").asInt());
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the cluster refuses: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private <T> T await(Supplier<Optional<T>> wanted, Duration within, String otherwise) {
    Instant deadline = clock.instant().plus(within);
    Optional<T> found = wanted.get();
    while (found.isEmpty()) {
      if (clock.instant().isAfter(deadline)) {
        throw new IllegalStateException(otherwise + " within " + within.toSeconds() + " s");
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
      found = wanted.get();
    }
    return found.get();
  }
}
