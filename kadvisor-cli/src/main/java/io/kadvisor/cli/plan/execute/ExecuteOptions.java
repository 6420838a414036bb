package io.kadvisor.cli.plan.execute;

import java.util.List;
import picocli.CommandLine.Option;

/** Whether a plan is carried out at once. */
public final class ExecuteOptions {
  @Option(
      names = "--execute",
      description = {
        "Carries the waves out on --from, under throttles, and watches each to its end; without it",
        "nothing is changed. Stops and takes back what is under way when a broker is lost,",
        "partitions come under their min ISR, or you press Ctrl-C; 3 then."
      })
  private boolean asked;

  public boolean isAsked() {
    return asked;
  }

  /**
   * Notes what is wrong.
   *
   * @param live true when the plan is for a cluster that runs
   * @param whatIf true when it is for that cluster as it would be
   */
  public void check(boolean live, boolean whatIf, List<String> faults) {
    if (asked && !live) {
      faults.add("--execute: needs a cluster that runs; name it by --from");
    }
    if (asked && whatIf) {
      faults.add(
          "--execute: this plan is for a cluster that is only imagined; leave the what-if out");
    }
  }
}
