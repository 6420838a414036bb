package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Recommendation.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who waits for an advisory and then types what stands in it, word by word. */
final class CarriedOut {
  private static final int SWEEPS = 60;
  private static final int LOOKS = 15;
  private static final Pattern COMMAND = Pattern.compile("kafka-[a-z-]+\\.sh .*");

  private final JudgedCluster cluster;
  private final KafkaTools tools;

  CarriedOut(JudgedCluster cluster, KafkaTools tools) {
    this.cluster = cluster;
    this.tools = tools;
  }

  /** An advisory with its files. */
  record Told(Advisory advisory, Map<String, String> files) {
    Recommendation recommendation() {
      return advisory.recommendation();
    }

    List<String> commands() {
      return recommendation().steps().stream()
          .map(Step::command)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /**
   * @param kind of incident; {@code weak-topic-factor-low} stands for several topics at once
   */
  Told await(String kind) throws InterruptedException {
    return await(advisory -> advisory.id().kind().equals(kind), kind);
  }

  Told await(String kind, Subject subject) throws InterruptedException {
    return await(
        advisory -> advisory.id().kind().equals(kind) && advisory.subject().equals(subject), kind);
  }

  private Told await(Predicate<Advisory> wanted, String name) throws InterruptedException {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      Judgement judgement = cluster.judge();
      Optional<Advisory> opened = judgement.advisories().stream().filter(wanted).findFirst();
      if (opened.isPresent()) {
        return new Told(opened.get(), JudgedCluster.files(judgement, opened.get()));
      }
    }
    throw new AssertionError(name + " did not open; firing: " + cluster.firing());
  }

  /** First what must be so, then every step, then the look that is to prove it. */
  void carryOut(Told told) throws Exception {
    tools.save(told.files());
    for (String condition : told.recommendation().preconditions()) {
      runCommandIn(condition);
    }
    for (String command : told.commands()) {
      if (command.endsWith("--verify")) {
        verifyUntilComplete(command);
      } else {
        tools.run(command);
      }
    }
    assertThat(COMMAND.matcher(told.recommendation().verify()).find()).isTrue();
    runCommandIn(told.recommendation().verify());
  }

  private void runCommandIn(String sentence) throws Exception {
    Matcher command = COMMAND.matcher(sentence);
    if (command.find()) {
      tools.run(command.group());
    }
  }

  void goBack(Told told) throws Exception {
    tools.save(told.files());
    runCommandIn(told.recommendation().rollback().orElseThrow());
  }

  /** The way back, and its own verification until all is as it was. */
  void goBackWhole(Told told) throws Exception {
    goBack(told);
    verifyUntilComplete(verification(told).replace("reassignment.json", "rollback.json"));
  }

  private static String verification(Told told) {
    return told.commands().stream().filter(c -> c.endsWith("--verify")).findFirst().orElseThrow();
  }

  /** As the step says: again until every line is complete. */
  private void verifyUntilComplete(String command) throws Exception {
    String printed = "";
    for (int look = 0; look < LOOKS; look++) {
      printed = tools.run(command);
      if (!printed.contains("still in progress")) {
        assertThat(printed).contains("is completed").doesNotContain("is not completed");
        return;
      }
    }
    throw new AssertionError(printed);
  }

  void assertCleared(Told told) throws InterruptedException {
    assertThat(firingOf(told)).isNotEmpty();
    cluster.judge();
    assertThat(firingOf(told)).isEmpty();
    for (int sweep = 0; sweep < SWEEPS && !resolved(told); sweep++) {
      cluster.judge();
    }
    assertThat(resolved(told)).as("%s is resolved", told.advisory().id()).isTrue();
  }

  private List<String> firingOf(Told told) {
    Subject subject = told.advisory().subject();
    return cluster.firing().stream()
        .filter(finding -> told.advisory().id().kind().startsWith(finding.split(" ", 2)[0]))
        .filter(f -> subject.equals(Subject.CLUSTER) || f.contains(" " + subject + " "))
        .toList();
  }

  private boolean resolved(Told told) {
    return cluster.advisory(told.advisory().id()).state() == AdvisoryState.RESOLVED;
  }
}
