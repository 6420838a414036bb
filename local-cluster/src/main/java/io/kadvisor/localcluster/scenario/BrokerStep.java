package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.ServerState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is done to brokers' processes. */
interface BrokerStep extends Step {
  /** What is done. */
  enum Deed {
    KILL,
    PAUSE,
    RESUME,
    START,
    STOP,
    RESTART;

    void on(LocalBroker broker) {
      switch (this) {
        case KILL -> broker.kill();
        case PAUSE -> broker.pause();
        case RESUME -> broker.resume();
        case START -> broker.start();
        case STOP -> broker.stop();
        case RESTART -> broker.restart();
      }
    }
  }

  /** One deed on one broker or on all of them, one after the other. */
  record Act(Deed deed, BrokerRef brokers) implements BrokerStep {
    @Override
    public void run(Stage stage) {
      try {
        meant(stage.cluster()).forEach(deed::on);
      } catch (RuntimeException e) {
        throw new StepFailed(describe(), e);
      }
    }

    private List<LocalBroker> meant(LocalCluster cluster) {
      if (brokers.id().isPresent()) {
        return List.of(cluster.broker(brokers.id().getAsInt()));
      }
      // all means all that it can be done to: a dead one cannot be paused
      boolean onStopped = deed == Deed.START;
      return cluster.brokers().stream()
          .filter(broker -> (broker.state() == ServerState.STOPPED) == onStopped)
          .toList();
    }

    @Override
    public String describe() {
      return deed.name().toLowerCase(Locale.ROOT) + " " + brokers;
    }
  }

  /** A new broker; its id is the next free one unless said. */
  record Add(Optional<Integer> id, String rack) implements BrokerStep {
    static Add read(Fields fields) {
      return new Add(fields.integer("id", 1), fields.text("rack").orElse("az1"));
    }

    @Override
    public void run(Stage stage) {
      int next = stage.cluster().brokers().stream().mapToInt(LocalBroker::id).max().orElse(0) + 1;
      try {
        stage.cluster().addBroker(id.orElse(next), rack);
      } catch (RuntimeException e) {
        throw new StepFailed(describe(), e);
      }
    }

    @Override
    public String describe() {
      return "add broker " + id.map(String::valueOf).orElse("") + " in " + rack;
    }
  }

  /** A broker that was added goes for good: stopped in order and unregistered. */
  record Remove(int id) implements BrokerStep {
    @Override
    public void run(Stage stage) {
      try {
        stage.cluster().removeBroker(id);
        stage.writeOff();
      } catch (RuntimeException e) {
        throw new StepFailed(describe(), e);
      }
      Answers.of(describe(), stage.admin().unregisterBroker(id).all());
    }

    @Override
    public String describe() {
      return "remove broker " + id;
    }
  }

  /** A broker restarted with a second log directory on a small volume. */
  record AddVolume(int id, int megabytes) implements BrokerStep {
    @Override
    public void run(Stage stage) {
      try {
        stage.cluster().broker(id).addVolume(megabytes);
      } catch (RuntimeException e) {
        throw new StepFailed(describe(), e);
      }
    }

    @Override
    public String describe() {
      return "restart broker " + id + " with a volume of " + megabytes + " MB";
    }
  }

  /** A broker restarted without its small volume. */
  record RemoveVolume(int id) implements BrokerStep {
    @Override
    public void run(Stage stage) {
      try {
        stage.cluster().broker(id).removeVolume();
      } catch (RuntimeException e) {
        throw new StepFailed(describe(), e);
      }
    }

    @Override
    public String describe() {
      return "restart broker " + id + " without its small volume";
    }
  }
}
