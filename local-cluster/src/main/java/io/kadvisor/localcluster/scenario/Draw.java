package io.kadvisor.localcluster.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A variable's value that is drawn when the scenario starts. */
enum Draw {
  /** A running broker that is not the active controller. */
  RANDOM_BROKER("random-broker", "1"),
  /** A running broker. */
  ANY_BROKER("any-broker", "1"),
  /** The active controller. */
  CONTROLLER("controller", "1"),
  /** A controller that is a process of its own and not the active one. */
  PASSIVE_CONTROLLER("passive-controller", "101"),
  /** Up to two seconds. */
  RANDOM_PAUSE("random-pause", "1s"),
  /** A topic of the standard workload. */
  RANDOM_TOPIC("random-topic", "orders"),
  /** A group of the standard workload. */
  RANDOM_GROUP("random-group", "billing");

  private final String text;
  private final String example;

  Draw(String text, String example) {
    this.text = text;
    this.example = example;
  }

  static Optional<Draw> of(String text) {
    return Arrays.stream(values()).filter(draw -> draw.text.equals(text)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(draw -> draw.text).toList();
  }

  boolean isBroker() {
    return this == RANDOM_BROKER || this == ANY_BROKER || this == CONTROLLER;
  }

  /**
   * A value of the right form, to check a file before there is a cluster.
   *
   * @param nth variable of the file that is a broker, from 1
   */
  String example(int nth) {
    return isBroker() ? Integer.toString(nth) : example;
  }
}
