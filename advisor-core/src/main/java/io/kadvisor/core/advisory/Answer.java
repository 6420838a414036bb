package io.kadvisor.core.advisory;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.command.Command;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The answer to one command: the revision that it made, or why there is none.
 *
 * @param revision absent when the command was refused
 */
record Answer(Optional<Advisory> revision, String detail) {
  private static final Set<AdvisoryState> REPORTABLE =
      EnumSet.of(
          AdvisoryState.RUNNING,
          AdvisoryState.VERIFIED,
          AdvisoryState.INEFFECTIVE,
          AdvisoryState.FAILED);

  static Answer to(Command command, Optional<Advisory> target, Instant at) {
    if (target.isEmpty()) {
      return refused("there is no such advisory");
    }
    Advisory advisory = target.get();
    if (advisory.state().ended()) {
      return refused("it has ended as " + advisory.state());
    }
    if (command instanceof Command.Acknowledge acknowledge) {
      return go(
          advisory, AdvisoryState.ACKNOWLEDGED, command, acknowledge.note().orElse("seen"), at);
    }
    if (command instanceof Command.Dismiss dismiss) {
      return go(advisory, AdvisoryState.DISMISSED, command, dismiss.reason(), at);
    }
    if (command instanceof Command.Snooze snooze) {
      return snoozed(advisory, snooze, at);
    }
    if (command instanceof Command.Approve approve) {
      return approved(advisory, approve, at);
    }
    return command instanceof Command.Report report
        ? reported(advisory, report, at)
        : refused("it is no command to an advisory");
  }

  private static Answer snoozed(Advisory advisory, Command.Snooze snooze, Instant at) {
    if (!snooze.until().isAfter(at)) {
      return refused("its end, " + snooze.until() + ", is over");
    }
    String reason = "snoozed until " + snooze.until();
    Redraft draft = new Redraft(advisory, at).snoozedUntil(Optional.of(snooze.until()));
    return new Answer(Optional.of(draft.note(snooze.by(), reason).revision()), reason);
  }

  private static Answer approved(Advisory advisory, Command.Approve approve, Instant at) {
    if (approve.revision() != advisory.revision()) {
      return refused(
          "revision "
              + approve.revision()
              + " was read, and "
              + advisory.revision()
              + " is in force: read that one");
    }
    return go(
        advisory,
        AdvisoryState.APPROVED,
        approve,
        "approved as of revision " + approve.revision(),
        at);
  }

  private static Answer reported(Advisory advisory, Command.Report report, Instant at) {
    return REPORTABLE.contains(report.outcome())
        ? go(advisory, report.outcome(), report, report.detail(), at)
        : refused("an action cannot report " + report.outcome());
  }

  private static Answer go(
      Advisory advisory, AdvisoryState next, Command command, String reason, Instant at) {
    if (!advisory.state().mayBecome(next)) {
      return refused("it is " + advisory.state() + " and cannot become " + next);
    }
    Redraft draft = new Redraft(advisory, at).become(next, command.by(), reason);
    if (next.ended()) {
      draft.outcome(reason);
    }
    return new Answer(Optional.of(draft.revision()), reason);
  }

  private static Answer refused(String why) {
    return new Answer(Optional.empty(), "refused: " + why);
  }
}
