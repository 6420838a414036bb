package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.workload.EvenPlacement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** What is done to topics and configuration. */
interface TopicStep extends Step {
  /** A new topic, placed as said or evenly. */
  record Create(
      String topic,
      int partitions,
      int factor,
      Map<Integer, List<Integer>> assignment,
      Map<String, String> config)
      implements TopicStep {
    static Create read(Fields fields) {
      String topic = fields.requiredText("topic");
      boolean counted = fields.has("partitions") || fields.has("factor");
      if (counted && fields.has("assignment")) {
        fields.fault("assignment", "excludes partitions and factor");
      }
      return new Create(
          topic,
          fields.integer("partitions", 1).orElse(3),
          fields.integer("factor", 1).orElse(3),
          fields.replicas("assignment"),
          plain(fields.texts("config")));
    }

    private static Map<String, String> plain(Map<String, Optional<String>> texts) {
      return texts.entrySet().stream()
          .filter(entry -> entry.getValue().isPresent())
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get()));
    }

    @Override
    public void run(Stage stage) {
      var placement = assignment.isEmpty() ? even(stage) : assignment;
      var topics = List.of(new NewTopic(topic, placement).configs(config));
      Answers.of(describe(), stage.admin().createTopics(topics).all());
      stage.await(new Proof(List.of(new TopicCondition.Exists(topic)), WaitStep.USUAL));
    }

    private Map<Integer, List<Integer>> even(Stage stage) {
      var nodes = Answers.of(describe(), stage.admin().describeCluster().nodes());
      var brokers = nodes.stream().map(Node::id).sorted().toList();
      return EvenPlacement.of(brokers, partitions, Math.min(factor, brokers.size()));
    }

    @Override
    public String describe() {
      return "create topic " + topic;
    }
  }

  /** A topic and its records gone. */
  record Delete(String topic) implements TopicStep {
    @Override
    public void run(Stage stage) {
      Answers.of(describe(), stage.admin().deleteTopics(List.of(topic)).all());
      stage.await(new Proof(List.of(new TopicCondition.Gone(topic)), WaitStep.USUAL));
    }

    @Override
    public String describe() {
      return "delete topic " + topic;
    }
  }

  /** Reads whose settings are meant: the key {@code topic} or the key {@code broker}. */
  static ConfigResource resource(Fields fields) {
    Optional<String> topic = fields.text("topic");
    Optional<Integer> broker = fields.integer("broker", 0);
    if (topic.isPresent() == broker.isPresent()) {
      fields.fault("must name either a topic or a broker");
    }
    return topic
        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
        .orElseGet(
            () -> new ConfigResource(ConfigResource.Type.BROKER, broker.orElse(0).toString()));
  }

  /** Reads the key {@code config}: values by name, null for none. */
  static Map<String, Optional<String>> settings(Fields fields) {
    Map<String, Optional<String>> config = fields.texts("config");
    if (config.isEmpty()) {
      fields.fault("config", "must have at least one setting");
    }
    return config;
  }

  /** Settings of a topic or a broker; an absent value takes the setting back. */
  record SetConfig(ConfigResource resource, Map<String, Optional<String>> config)
      implements TopicStep {
    static SetConfig read(Fields fields) {
      return new SetConfig(TopicStep.resource(fields), TopicStep.settings(fields));
    }

    @Override
    public void run(Stage stage) {
      List<AlterConfigOp> changes =
          config.entrySet().stream()
              .map(entry -> change(entry.getKey(), entry.getValue()))
              .toList();
      Answers.of(
          describe(), stage.admin().incrementalAlterConfigs(Map.of(resource, changes)).all());
    }

    private static AlterConfigOp change(String key, Optional<String> value) {
      var deed = value.isPresent() ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE;
      return new AlterConfigOp(new ConfigEntry(key, value.orElse(null)), deed);
    }

    @Override
    public String describe() {
      return "set " + String.join(", ", config.keySet()) + " of " + resource.name();
    }
  }
}
