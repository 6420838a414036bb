package io.kadvisor.streams.running;

import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.core.memory.BrokerMemory;
import io.kadvisor.core.memory.GroupMemory;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.advisory.Recommendation.ArtefactRef;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.streams.Judging;
import io.kadvisor.testkit.sample.SampledAdvisory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A judgement that tells what it was given: one advisory whose revision counts the judgements and
 * whose explanation names sweep, size, commands and policy; a finding for each topic; a memory for
 * each broker and group. A sweep with the topic {@code forget} removes the advisory, one with
 * {@code lengthen} names more files and parts, one with {@code explode} fails.
 */
final class TellingJudging implements Judging {
  static final AdvisoryId ADVISORY = new AdvisoryId("told", Subject.CLUSTER, 1);

  @Override
  public Judgement judge(ClusterState state, Sweep sweep, List<Command> commands, Policy policy) {
    if (sweep.topics().containsKey(new TopicName("explode"))) {
      throw new IllegalStateException("exploded as told");
    }
    String told =
        "%s epoch=%d partial=%s brokers=%s topics=%s groups=%s commands=%s policy=%s"
            .formatted(
                sweep.at(),
                sweep.id().epoch(),
                sweep.partial(),
                sweep.brokers().keySet(),
                sweep.topics().keySet(),
                sweep.groups().keySet(),
                commands.stream().map(Command::commandId).toList(),
                policy.version());
    return tell(state, new Told(sweep.clusterId(), sweep.at(), told, Optional.of(sweep)), commands);
  }

  @Override
  public Judgement silence(ClusterState state, Command.Silence silence, Policy policy) {
    String told = "silence after " + silence.lastMark().map(Instant::toString).orElse("nothing");
    return tell(
        state,
        new Told(silence.cluster(), silence.effectiveFrom(), told, Optional.empty()),
        List.of(silence));
  }

  private record Told(ClusterId cluster, Instant at, String text, Optional<Sweep> sweep) {
    boolean forgets() {
      return names("forget");
    }

    List<ArtefactRef> files() {
      return names("lengthen")
          ? List.of(file("more.txt", 1), file("story.txt", 3))
          : List.of(file("story.txt", 1));
    }

    private static ArtefactRef file(String name, int parts) {
      return new ArtefactRef(name, "text/plain", 1, parts);
    }

    private boolean names(String topic) {
      return sweep.map(s -> s.topics().containsKey(new TopicName(topic))).orElse(false);
    }
  }

  private static Judgement tell(ClusterState state, Told told, List<Command> commands) {
    Advisory advisory = advisory(told, state.advisories().get(ADVISORY));
    SortedMap<FindingId, Finding> findings = findings(state, told);
    SortedMap<AdvisoryId, Advisory> advisories = new TreeMap<>();
    if (!told.forgets()) {
      advisories.put(ADVISORY, advisory);
    }
    TreeSet<String> obeyed = new TreeSet<>(state.obeyed());
    commands.forEach(command -> obeyed.add(command.commandId()));
    TreeMap<String, Integer> occurrences = new TreeMap<>(state.occurrences());
    occurrences.merge("judgements", 1, Integer::sum);
    ClusterState next =
        new ClusterState(
            told.sweep().map(Sweep::id).or(state::last),
            memory(state, told),
            findings,
            advisories,
            occurrences,
            obeyed);
    List<FindingId> cleared = new ArrayList<>(state.findings().keySet());
    cleared.removeAll(findings.keySet());
    return new Judgement(
        next,
        findings.values().stream().filter(f -> !f.equals(state.findings().get(f.id()))).toList(),
        cleared,
        told.forgets() ? List.of() : List.of(advisory),
        told.forgets() && state.advisories().containsKey(ADVISORY) ? List.of(ADVISORY) : List.of(),
        told.forgets() ? List.of() : List.of(artefact(told)),
        commands.stream().map(command -> action(told, command)).toList());
  }

  private static Memory memory(ClusterState state, Told told) {
    if (told.sweep().isEmpty()) {
      return state.memory();
    }
    TreeMap<BrokerId, BrokerMemory> brokers = new TreeMap<>();
    told.sweep()
        .get()
        .brokers()
        .keySet()
        .forEach(
            id ->
                brokers.put(
                    id,
                    new BrokerMemory(
                        Optional.of(told.at()),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty())));
    TreeMap<GroupId, GroupMemory> groups = new TreeMap<>();
    told.sweep()
        .get()
        .groups()
        .keySet()
        .forEach(
            id ->
                groups.put(
                    id,
                    new GroupMemory(
                        List.of(new GroupMemory.Point(told.at(), 1, 2, 3)),
                        Optional.empty(),
                        Optional.empty())));
    return new Memory(
        state.memory().firstSweep().or(() -> Optional.of(told.at())),
        Optional.empty(),
        brokers,
        groups);
  }

  private static SortedMap<FindingId, Finding> findings(ClusterState state, Told told) {
    if (told.sweep().isEmpty()) {
      return state.findings();
    }
    SortedMap<FindingId, Finding> findings = new TreeMap<>();
    for (TopicName topic : told.sweep().get().topics().keySet()) {
      FindingId id = new FindingId("seen", Subject.of(topic));
      Finding known = state.findings().get(id);
      findings.put(id, known == null ? finding(told, topic) : known);
    }
    return findings;
  }

  private static Finding finding(Told told, TopicName topic) {
    return new Finding(
        Finding.VERSION,
        told.cluster(),
        "seen",
        Subject.of(topic),
        Finding.State.FIRING,
        Category.AVAILABILITY,
        Severity.NOTICE,
        "unknown",
        PartitionRanges.of(0),
        Set.of(),
        List.of(),
        List.of(),
        told.at(),
        Optional.of(told.at()),
        told.at(),
        told.at(),
        "standard");
  }

  private static ActionRecord action(Told told, Command command) {
    return new ActionRecord(
        ActionRecord.VERSION,
        told.cluster(),
        ADVISORY,
        command.commandId(),
        command.getClass().getSimpleName(),
        command.by(),
        told.at(),
        true,
        Optional.empty(),
        "done");
  }

  private static Artefact artefact(Told told) {
    return new Artefact(
        Artefact.VERSION,
        told.cluster(),
        ADVISORY,
        "story.txt",
        "text/plain",
        0,
        1,
        told.at(),
        told.text());
  }

  private static Advisory advisory(Told told, Advisory before) {
    Instant openedAt = before == null ? told.at() : before.openedAt();
    return SampledAdvisory.opened(told.cluster(), ADVISORY, openedAt)
        .revised(before == null ? 1 : before.revision() + 1, told.at())
        .explained(told.text())
        .files(told.files().toArray(ArtefactRef[]::new))
        .advisory();
  }
}
