package io.kadvisor.localcluster.scenario;

import java.util.Collections;

/** What is true of brokers. */
interface BrokerCondition extends Condition {
  /** The cluster does without them. */
  record Fenced(BrokerRef brokers) implements BrokerCondition {
    @Override
    public boolean holds(ClusterView view) {
      return Collections.disjoint(view.unfenced(), brokers.among(view.known()));
    }

    @Override
    public String describe() {
      return brokers + " fenced";
    }
  }

  /** The cluster counts on them. */
  record Unfenced(BrokerRef brokers) implements BrokerCondition {
    @Override
    public boolean holds(ClusterView view) {
      return view.unfenced().containsAll(brokers.among(view.known()));
    }

    @Override
    public String describe() {
      return brokers + " unfenced";
    }
  }

  /** Their ports take connections. */
  record Accepts(BrokerRef brokers) implements BrokerCondition {
    @Override
    public boolean holds(ClusterView view) {
      return brokers.among(view.known()).stream().allMatch(view::accepts);
    }

    @Override
    public String describe() {
      return brokers + " accepting connections";
    }
  }

  /** At least one broker answers. */
  record Reachable() implements BrokerCondition {
    @Override
    public boolean holds(ClusterView view) {
      return !view.unfenced().isEmpty();
    }

    @Override
    public String describe() {
      return "the cluster answering";
    }
  }

  /** No broker answers. */
  record Unreachable() implements BrokerCondition {
    @Override
    public boolean holds(ClusterView view) {
      try {
        return view.unfenced().isEmpty();
      } catch (ClusterView.Unseen noAnswer) {
        return true;
      }
    }

    @Override
    public String describe() {
      return "the cluster not answering";
    }
  }
}
