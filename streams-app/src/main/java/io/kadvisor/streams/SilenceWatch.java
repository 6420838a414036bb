package io.kadvisor.streams;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.command.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells which clusters' marks stay away. It counts wall-clock time since a mark was last
 * <em>read</em>, begins anew when clusters are assigned, and stands still while the home cluster
 * itself gives no answer; it tells each silence once.
 */
final class SilenceWatch {
  static final String BY = "silence-watch";

  /** When something was last read, and the sweep time of the last mark. */
  private record Heard(Instant readAt, Optional<Instant> sweepAt) {}

  private final Duration timeout;
  private final Map<ClusterId, Heard> heard = new TreeMap<>();
  private final Set<ClusterId> told = new HashSet<>();

  SilenceWatch(Duration timeout) {
    this.timeout = timeout;
  }

  /** A cluster that was known before this assignment. */
  void assigned(ClusterId cluster, Instant lastMark, Instant now) {
    heard.put(cluster, new Heard(now, Optional.of(lastMark)));
  }

  void heard(ClusterId cluster, Instant sweepAt, Instant now) {
    heard.put(cluster, new Heard(now, Optional.of(sweepAt)));
    told.remove(cluster);
  }

  /** Nobody can be heard at present. */
  void deaf(Instant now) {
    heard.replaceAll((cluster, last) -> new Heard(now, last.sweepAt()));
  }

  /** Clusters whose marks have stayed away for longer than the timeout, since the last call. */
  List<Command.Silence> silent(Instant now) {
    List<Command.Silence> silences = new ArrayList<>();
    heard.forEach(
        (cluster, last) -> {
          if (now.isAfter(last.readAt().plus(timeout)) && told.add(cluster)) {
            silences.add(silence(cluster, last, now));
          }
        });
    return silences;
  }

  /** The id follows from the last mark: the same silence told by two assignments is obeyed once. */
  private static Command.Silence silence(ClusterId cluster, Heard last, Instant now) {
    String id = "silence-after-" + last.sweepAt().map(Instant::toString).orElse("the-beginning");
    return new Command.Silence(Command.VERSION, cluster, id, BY, now, last.sweepAt());
  }
}
