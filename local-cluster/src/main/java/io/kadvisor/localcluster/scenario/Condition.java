package io.kadvisor.localcluster.scenario;

/** Something that is true of the cluster or not, as a client sees it. */
interface Condition {
  /**
   * Whether it is true now.
   *
   * @throws ClusterView.Unseen if the cluster does not say
   */
  boolean holds(ClusterView view);

  /**
   * The condition at the beginning of a look that asks it again and again; one that compares with
   * what it saw before starts afresh there.
   */
  default Condition begin() {
    return this;
  }

  /** For a sentence: {@code broker 2 fenced}. */
  String describe();
}
