package io.kadvisor.localcluster.scenario;

/** One primitive of a scenario. */
interface Step {
  /**
   * Does it, and returns when the cluster has taken it.
   *
   * @throws StepFailed if it could not be done
   */
  void run(Stage stage);

  /** For a sentence: {@code kill broker 2}. */
  String describe();
}
