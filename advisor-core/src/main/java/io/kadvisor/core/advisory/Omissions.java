package io.kadvisor.core.advisory;

import io.kadvisor.model.command.Command;
import java.util.ArrayList;
import java.util.List;

/** What a command leaves out although nobody can obey it without. */
public final class Omissions {
  private final List<String> names = new ArrayList<>();

  private Omissions() {}

  /** The JSON names of what is not there; none of a complete command. */
  public static List<String> of(Command command) {
    return new Omissions()
        .need("cluster", command.cluster())
        .need("commandId", command.commandId())
        .need("by", command.by())
        .need("effectiveFrom", command.effectiveFrom())
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
      return need("advisory", snooze.advisory()).need("until", snooze.until());
    }
    if (command instanceof Command.Approve approve) {
      return need("advisory", approve.advisory());
    }
    return command instanceof Command.Report report
        ? need("advisory", report.advisory())
            .need("outcome", report.outcome())
            .need("detail", report.detail())
        : this;
  }

  private Omissions need(String name, Object value) {
    if (value == null) {
      names.add(name);
    }
    return this;
  }
}
