package io.kadvisor.localcluster.scenario;

/** What an operator does with the advisor that watches the cluster. */
public interface Operator {
  /** Nobody: what a scenario asks of the operator fails. */
  Operator NOBODY =
      new Operator() {
        @Override
        public void drain(int broker, boolean wanted) {
          throw new IllegalStateException("no advisor watches this cluster");
        }

        @Override
        public void carryOutPlan(String subject) {
          throw new IllegalStateException("no advisor watches this cluster");
        }
      };

  /**
   * Writes into the advisor's configuration that a broker is to be emptied, or takes that back.
   *
   * @throws IllegalStateException when it cannot be done
   */
  void drain(int broker, boolean wanted);

  /**
   * Carries out the plan of the open advisory on a subject, wave by wave, and returns at its end.
   *
   * @param subject as a tag: {@code broker:4}
   * @throws IllegalStateException when there is no plan in time, or it cannot be carried out
   */
  void carryOutPlan(String subject);
}
