package io.kadvisor.cli.plan.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.plan.PlanWords;
import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.kept.LoadBase;
import io.kadvisor.core.planner.kept.PlanFiles;
import io.kadvisor.core.planner.kept.PlanMaker;
import io.kadvisor.core.planner.kept.PlanTexts;
import io.kadvisor.core.planner.kept.PlanWish;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a kept plan are those of {@code kadvisor plan --reassignment-json}. */
class KeptFilesTest {
  @TempDir private Path folder;

  private static Sweep sweep() {
    SampledCluster cluster = SampledCluster.of(4);
    SampledTopic orders = cluster.topic("orders");
    for (int partition = 0; partition < 40; partition++) {
      orders.partition(1 + partition % 3, 1 + (partition + 1) % 3, 1 + (partition + 2) % 3);
    }
    orders.leader(7, 3).bytesEach(1 << 20);
    return Sweep.whole(
        cluster.mark(), cluster.cluster(), cluster.brokers(), cluster.topics(), List.of());
  }

  @Test
  void shouldBeThoseOfAFolderWhenThePlanIsTheSame() throws InvalidModelException, IOException {
    Sweep sweep = sweep();
    PlanWish wish =
        new PlanWish(Objective.BALANCE, "", new TreeSet<>(), new TreeMap<>(), new TreeMap<>());

    KeptPlan plan =
        new PlanMaker(new Folding(folder))
            .make(
                new AdvisoryId("replica-skew", Subject.CLUSTER, 1),
                wish,
                sweep,
                LoadBase.lastSweep(""),
                Policy.standard(sweep.clusterId()),
                () -> false);

    PlanFiles files = PlanFiles.of(plan);
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        written.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    List<String> names = new ArrayList<>(files.names());
    assertThat(names.remove("reasons.txt")).isTrue();
    assertThat(written).hasSizeGreaterThan(6).containsOnlyKeys(names);
    written.forEach((name, content) -> assertThat(files.content(name)).contains(content));
    assertThat(files.content("reasons.txt").orElseThrow().lines())
        .allMatch(line -> line.startsWith("orders-"));
  }

  /** Writes the folder, too. */
  private record Folding(Path folder) implements PlanTexts {
    private static final PlanWords WORDS = new PlanWords();

    @Override
    public Map<String, String> files(Plan plan, Waves waves) {
      try {
        new WaveFolder(plan, waves).write(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return WORDS.files(plan, waves);
    }

    @Override
    public String purpose(Waves waves, Wave wave) {
      return WORDS.purpose(waves, wave);
    }

    @Override
    public List<String> leftOut(Waves waves) {
      return WORDS.leftOut(waves);
    }
  }
}
