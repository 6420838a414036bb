package io.kadvisor.localcluster;

/** A controller that is a process of its own. */
public final class LocalController extends LocalServer {
  private final Voter voter;

  LocalController(Voter voter, ServerProcess process) {
    super(process);
    this.voter = voter;
  }

  @Override
  public int id() {
    return voter.id();
  }

  Voter voter() {
    return voter;
  }
}
