package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.workload.StandardWorkload;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The standard workload gone, or there again. */
interface EmptyStep extends Step {
  /** Its clients stopped, its groups and topics deleted. */
  record Clear() implements EmptyStep {
    @Override
    public void run(Stage stage) {
      StandardWorkload.stopIn(stage.workload());
      StandardWorkload.groups().forEach(group -> new ClientStep.DeleteGroup(group).run(stage));
      Set<String> there = Answers.of(describe(), stage.admin().listTopics().names());
      List<String> topics = StandardWorkload.topics().stream().filter(there::contains).toList();
      Answers.of(describe(), stage.admin().deleteTopics(topics).all());
      stage.await(
          new Proof(
              topics.stream()
                  .map(TopicCondition.Gone::new)
                  .collect(Collectors.toUnmodifiableList()),
              WaitStep.USUAL));
    }

    @Override
    public String describe() {
      return "delete the workload's topics and groups";
    }
  }

  /** Its topics created, its clients started. */
  record Fill() implements EmptyStep {
    @Override
    public void run(Stage stage) {
      try {
        StandardWorkload.startIn(stage.workload(), stage.cluster().bootstrapServers());
      } catch (RuntimeException e) {
        throw new StepFailed(describe(), e);
      }
    }

    @Override
    public String describe() {
      return "start the standard workload";
    }
  }
}
