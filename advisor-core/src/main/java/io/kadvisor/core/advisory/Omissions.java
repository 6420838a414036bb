package io.kadvisor.core.advisory;

import io.kadvisor.model.command.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command leaves out although nobody can obey it without. A time that no clock tells is
 * none: counted in milliseconds it overflows.
 */
public final class Omissions {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private final List<String> names = new ArrayList<>();

  private Omissions() {}

  /** The JSON names of what is not there, or is no time; none of a complete command. */
  public static List<String> of(Command command) {
    return new Omissions()
        .need("cluster", command.cluster())
        .need("commandId", command.commandId())
        .need("by", command.by())
        .needTime("effectiveFrom", command.effectiveFrom())
        .needOwn(command)
        .names;
  }

  private Omissions needOwn(Command command) {
    if (command instanceof Command.Acknowledge acknowledge) {
      return need("advisory", acknowledge.advisory());
    }
    if (command instanceof Command.Dismiss dismiss) {
      return need("advisory", dismiss.advisory()).need("reason", dismiss.reason());
    }
    if (command instanceof Command.Snooze snooze) {
      return need("advisory", snooze.advisory()).needTime("until", snooze.until());
    }
    if (command instanceof Command.Approve approve) {
      return need("advisory", approve.advisory());
    }
    if (command instanceof Command.Report report) {
      return need("advisory", report.advisory())
          .need("outcome", report.outcome())
          .need("detail", report.detail());
    }
    return command instanceof Command.Silence silence && silence.lastMark().isPresent()
        ? needTime("lastMark", silence.lastMark().get())
        : this;
  }

  private Omissions needTime(String name, Instant time) {
    boolean usable = time == null || (!time.isBefore(FIRST) && time.isBefore(END));
    return usable ? need(name, time) : need(name + " in the years 1970 to 9999", null);
  }

  private Omissions need(String name, Object value) {
    if (value == null) {
      names.add(name);
    }
    return this;
  }
}
