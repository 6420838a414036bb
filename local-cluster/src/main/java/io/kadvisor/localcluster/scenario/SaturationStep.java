package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigResource;

/** More requests than a leader's handlers can do. */
interface SaturationStep extends Step {
  String HANDLERS = "num.io.threads";

  private static TopicStep.SetConfig handlers(int broker, Optional<String> count) {
    return new TopicStep.SetConfig(
        new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(broker)),
        Map.of(HANDLERS, count));
  }

  /**
   * One handler is left to a broker, and a topic that it leads gets large batches which it has to
   * compress: over two connections more each time that the conditions are not seen, so that it is
   * no busier than it must be.
   *
   * @param mostConnections at which it is given up
   */
  record Begin(int broker, String topic, int mostConnections, Proof until)
      implements SaturationStep {
    private static final int FIRST_CONNECTIONS = 2;
    private static final int DEFAULT_CONNECTIONS = 16;
    private static final Duration BETWEEN = Duration.ofSeconds(8);

    static Begin read(Fields fields) {
      var step =
          new Begin(
              fields.requiredInteger("broker", 0),
              fields.requiredText("topic"),
              fields.integer("mostConnections", 1).orElse(DEFAULT_CONNECTIONS),
              Proof.read(fields, "until"));
      if (step.until.isEmpty()) {
        fields.fault("until", "must have at least one condition");
      }
      return step;
    }

    @Override
    public void run(Stage stage) {
      handlers(broker, Optional.of("1")).run(stage);
      var patient = new Proof(until.conditions(), BETWEEN);
      for (int connections = Math.min(FIRST_CONNECTIONS, mostConnections);
          connections < mostConnections;
          connections += 2) {
        stage.workload().saturate(topic, connections);
        if (stage.sees(patient)) {
          return;
        }
      }
      stage.workload().saturate(topic, mostConnections);
      stage.await(until);
    }

    @Override
    public String describe() {
      return "saturate broker " + broker + " through topic " + topic;
    }
  }

  /** No more batches, and the broker's own number of handlers. */
  record End(int broker, String topic) implements SaturationStep {
    /** What waits in the broker's queue comes first. */
    private static final Duration DRAINS_WITHIN = Duration.ofMinutes(2);

    static End read(Fields fields) {
      return new End(fields.requiredInteger("broker", 0), fields.requiredText("topic"));
    }

    @Override
    public void run(Stage stage) {
      stage.workload().stopSaturating(topic);
      Deadline deadline = Deadline.in(DRAINS_WITHIN);
      while (!isRestored(stage, deadline)) {
        stage.await(new Proof(List.of(new BrokerCondition.Reachable()), WaitStep.USUAL));
      }
    }

    private boolean isRestored(Stage stage, Deadline deadline) {
      try {
        handlers(broker, Optional.empty()).run(stage);
        return true;
      } catch (StepFailed stillBusy) {
        if (deadline.isOver()) {
          throw stillBusy;
        }
        return false;
      }
    }

    @Override
    public String describe() {
      return "stop saturating broker " + broker;
    }
  }
}
