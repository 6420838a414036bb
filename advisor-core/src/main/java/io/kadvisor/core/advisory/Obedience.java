package io.kadvisor.core.advisory;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.command.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came of commands.
 *
 * @param advisories after them
 * @param obeyed commands that are not obeyed again: time, advisory, kind and id, the newest 1,000
 * @param revisions that they caused
 * @param actions one for each command, refused ones too
 */
public record Obedience(
    SortedMap<AdvisoryId, Advisory> advisories,
    SortedSet<String> obeyed,
    List<Advisory> revisions,
    List<ActionRecord> actions) {
  private static final int KEPT = 1_000;
  private static final Comparator<Command> ORDER =
      Comparator.comparing(Command::effectiveFrom).thenComparing(Command::commandId);

  public Obedience {
    advisories = Collections.unmodifiableSortedMap(new TreeMap<>(advisories));
    obeyed = Collections.unmodifiableSortedSet(new TreeSet<>(obeyed));
    revisions = List.copyOf(revisions);
    actions = List.copyOf(actions);
  }

  /**
   * Obeys each command once, oldest first. A silence is no command to an advisory: it is only
   * marked as judged. A command with {@link Omissions} is passed over: it must not keep the others
   * from being judged.
   *
   * @param commands in force at this time
   */
  public static Obedience of(
      SortedMap<AdvisoryId, Advisory> advisories,
      SortedSet<String> obeyed,
      List<Command> commands,
      Instant at) {
    TreeMap<AdvisoryId, Advisory> now = new TreeMap<>(advisories);
    TreeSet<String> done = new TreeSet<>(obeyed);
    List<Advisory> revisions = new ArrayList<>();
    List<ActionRecord> actions = new ArrayList<>();
    for (Command command : complete(commands)) {
      if (!done(done, command) && done.add(mark(command)) && command.target().isPresent()) {
        Answer answer =
            Answer.to(command, Optional.ofNullable(now.get(command.target().orElseThrow())), at);
        answer.revision().ifPresent(revision -> now.put(revision.id(), revision));
        answer.revision().ifPresent(revisions::add);
        actions.add(record(command, answer, at));
      }
    }
    return new Obedience(now, newest(done), revisions, actions);
  }

  private static List<Command> complete(List<Command> commands) {
    return commands.stream().filter(c -> Omissions.of(c).isEmpty()).sorted(ORDER).toList();
  }

  /**
   * True when a command of the same kind to the same advisory with the same id was obeyed, whenever
   * that said it was. Former marks have no kind, and still earlier ones no advisory either: those
   * mean the very same command.
   */
  public static boolean done(SortedSet<String> obeyed, Command command) {
    Set<String> names = Set.of(name(command), advisory(command) + command.commandId());
    return obeyed.contains(mark(command, command.commandId()))
        || obeyed.stream().anyMatch(mark -> names.contains(mark.substring(mark.indexOf(' ') + 1)));
  }

  /** Sorts by time, so that the newest are last. */
  private static String mark(Command command) {
    return mark(command, name(command));
  }

  private static String mark(Command command, String name) {
    return "%015d %s".formatted(command.effectiveFrom().toEpochMilli(), name);
  }

  private static String name(Command command) {
    return advisory(command) + command.kind() + " " + command.commandId();
  }

  private static String advisory(Command command) {
    return command.target().map(advisory -> advisory + " ").orElse("");
  }

  private static TreeSet<String> newest(TreeSet<String> marks) {
    while (marks.size() > KEPT) {
      marks.pollFirst();
    }
    return marks;
  }

  private static ActionRecord record(Command command, Answer answer, Instant at) {
    ClusterId cluster = command.cluster();
    Optional<AdvisoryState> resulting = answer.revision().map(Advisory::state);
    return new ActionRecord(
        ActionRecord.VERSION,
        cluster,
        command.target().orElseThrow(),
        command.commandId(),
        command.kind(),
        command.by(),
        at,
        answer.revision().isPresent(),
        resulting,
        answer.detail());
  }
}
