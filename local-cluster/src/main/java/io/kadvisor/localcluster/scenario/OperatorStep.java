package io.kadvisor.localcluster.scenario;

/** What is done with the advisor's help. */
interface OperatorStep extends Step {
  /** A broker is to be emptied, or is not any more. */
  record Drain(int broker, boolean wanted) implements OperatorStep {
    @Override
    public void run(Stage stage) {
      try {
        stage.operator().drain(broker, wanted);
      } catch (IllegalStateException e) {
        throw new StepFailed(describe(), e);
      }
    }

    @Override
    public String describe() {
      return wanted
          ? "declare that broker " + broker + " is to be emptied"
          : "take back that broker " + broker + " is to be emptied";
    }
  }

  /** The plan that an advisory has. */
  record CarryOutPlan(String subject) implements OperatorStep {
    @Override
    public void run(Stage stage) {
      try {
        stage.operator().carryOutPlan(subject);
      } catch (IllegalStateException e) {
        throw new StepFailed(describe(), e);
      }
    }

    @Override
    public String describe() {
      return "carry out the plan of the advisory on " + subject;
    }
  }
}
