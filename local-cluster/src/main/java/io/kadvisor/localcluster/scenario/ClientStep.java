package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.workload.GroupPlan;
import io.kadvisor.localcluster.workload.ProducerPlan;
import io.kadvisor.localcluster.workload.RateShape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What producers and groups do. */
interface ClientStep extends Step {
  /** Records at a rate, from a producer that is new or changes its rate. */
  record Produce(ProducerPlan plan, double recordsPerSecond) implements ClientStep {
    static Produce read(Fields fields) {
      String topic = fields.requiredText("topic");
      double rate = fields.number("rate", 0, Double.POSITIVE_INFINITY).orElse(10.0);
      int bytes = fields.integer("size", 1).orElse(200);
      double hot = fields.number("hotKeyShare", 0, 1).orElse(0.0);
      String name = fields.text("name").orElse(topic);
      long most = fields.integer("count", 1).map(Integer::longValue).orElse(Long.MAX_VALUE);
      return new Produce(
          new ProducerPlan(name, topic, RateShape.steady(rate), bytes, hot, most), rate);
    }

    @Override
    public void run(Stage stage) {
      stage.workload().produce(plan);
    }

    @Override
    public String describe() {
      return "produce " + recordsPerSecond + " records/s to " + plan.topic();
    }
  }

  /** No more records of a producer. */
  record StopProduce(String name) implements ClientStep {
    @Override
    public void run(Stage stage) {
      stage.workload().stopProducing(name);
    }

    @Override
    public String describe() {
      return "stop producer " + name;
    }
  }

  /** A group's members start, or change how fast they consume. */
  record Consume(GroupPlan plan) implements ClientStep {
    private static final Map<String, GroupPlan.Protocol> PROTOCOLS = new LinkedHashMap<>();

    static {
      PROTOCOLS.put("classic", GroupPlan.Protocol.CLASSIC);
      PROTOCOLS.put("consumer", GroupPlan.Protocol.CONSUMER);
    }

    static Consume read(Fields fields) {
      Optional<Double> rate = fields.number("rate", 0, Double.POSITIVE_INFINITY);
      return new Consume(
          new GroupPlan(
              fields.requiredText("group"),
              fields.requiredText("topic"),
              fields.integer("members", 1).orElse(1),
              fields.choice("protocol", PROTOCOLS).orElse(GroupPlan.Protocol.CONSUMER),
              rate.isPresent() ? OptionalDouble.of(rate.get()) : OptionalDouble.empty()));
    }

    @Override
    public void run(Stage stage) {
      stage.workload().consume(plan);
    }

    @Override
    public String describe() {
      return "consume " + plan.topic() + " as group " + plan.group();
    }
  }

  /** The members of a group that was stopped, as they were. */
  record StartGroup(String group) implements ClientStep {
    @Override
    public void run(Stage stage) {
      try {
        stage.workload().startGroup(group);
      } catch (IllegalArgumentException e) {
        throw new StepFailed(describe(), e);
      }
    }

    @Override
    public String describe() {
      return "start group " + group;
    }
  }

  /** All members leave; the offsets stay. */
  record StopGroup(String group) implements ClientStep {
    @Override
    public void run(Stage stage) {
      stage.workload().stopGroup(group);
    }

    @Override
    public String describe() {
      return "stop group " + group;
    }
  }

  /** Every member replaced, one after the other, as when a new version is deployed. */
  record RollGroup(String group, Duration between) implements ClientStep {
    static RollGroup read(Fields fields) {
      return new RollGroup(
          fields.requiredText("group"), fields.duration("between").orElse(Duration.ofSeconds(2)));
    }

    @Override
    public void run(Stage stage) {
      try {
        int members = stage.workload().members(group);
        for (int member = 1; member <= members; member++) {
          stage.workload().replaceMember(group, member);
          stage.await(
              new Proof(List.of(new GroupCondition.Members(group, members)), WaitStep.USUAL));
          new WaitStep.Real(between).run(stage);
        }
      } catch (IllegalArgumentException e) {
        throw new StepFailed(describe(), e);
      }
    }

    @Override
    public String describe() {
      return "replace the members of group " + group + " one by one";
    }
  }

  /** A group without members and its offsets gone. */
  record DeleteGroup(String group) implements ClientStep {
    @Override
    public void run(Stage stage) {
      stage.workload().stopGroup(group);
      stage.await(new Proof(List.of(new GroupCondition.Members(group, 0)), WaitStep.USUAL));
      Answers.of(describe(), stage.admin().deleteConsumerGroups(List.of(group)).all());
    }

    @Override
    public String describe() {
      return "delete group " + group;
    }
  }
}
