package io.kadvisor.core.advice;

import static io.kadvisor.core.advice.FileSteps.ELECTION;
import static io.kadvisor.core.advice.FileSteps.ELECTION_BACK;
import static io.kadvisor.core.advice.FileSteps.PLAN;
import static io.kadvisor.core.advice.FileSteps.ROLLBACK;

import io.kadvisor.core.plan.ReassignmentPlan;
import java.util.List;

/** Writes the steps that make other replicas lead: a new order, then an election; no data moves. */
final class ReorderSteps {
  private ReorderSteps() {}

  /**
   * Files, steps and the way back.
   *
   * @param first the step that writes the new order, as a sentence
   */
  static void write(String first, ReassignmentPlan plan, Draft draft, KafkaCommands kafka) {
    draft
        .file(PLAN, plan.target().toJson())
        .file(ROLLBACK, plan.present().toJson())
        .file(ELECTION, plan.target().toElectionJson())
        .file(ELECTION_BACK, plan.present().toElectionJson())
        .step(FileSteps.save(List.of(PLAN, ROLLBACK, ELECTION, ELECTION_BACK)))
        .step(first, kafka.reassign(PLAN))
        .step("Wait until every line says that it is complete.", kafka.verifyReassignment(PLAN))
        .step("Let the new first choices lead.", kafka.electPreferred(ELECTION))
        .rollback(
            "Write the old order and elect again: "
                + kafka.reassign(ROLLBACK)
                + " && "
                + kafka.electPreferred(ELECTION_BACK));
  }
}
