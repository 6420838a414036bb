package io.kadvisor.cli.plan;

import io.kadvisor.cli.config.Durations;
import io.kadvisor.cli.plan.wave.Words;
import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Growth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/**
 * What a plan is asked for. What is wrong with the options is noted, so that all is told at once.
 */
final class PlanOptions {
  private static final Duration TIME_FOR_ALTERNATIVES = Duration.ofMinutes(1);

  private static final double LEAST_WEIGHT = 0.001;
  private static final double MOST_WEIGHT = 10;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "BALANCE")
  private Objective objective;

  @Option(
      names = "--factor",
      paramLabel = "[TOPIC=]N",
      description = "Raises the replication factor to N, of one topic or of all.")
  private List<String> factors = new ArrayList<>();

  @Option(
      names = "--partitions",
      paramLabel = "TOPIC=N",
      description = "Increases the partitions of a topic to N.")
  private List<String> partitions = new ArrayList<>();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Leaves all other topics as they are.")
  private Set<String> topics = new HashSet<>();

  @Option(names = "--exclude-topic", paramLabel = "TOPIC", description = "Leaves a topic as it is.")
  private Set<String> excludedTopics = new HashSet<>();

  @Option(
      names = "--exclude-broker",
      paramLabel = "ID",
      description = "Brings nothing to a broker, no replica and no leadership.")
  private Set<Integer> excludedBrokers = new HashSet<>();

  @Option(
      names = "--tolerance",
      paramLabel = "PART",
      description = "How far from the mean a broker may be, such as 0.05; default: the input's.")
  private Double tolerance;

  @Option(
      names = "--weight",
      paramLabel = "N",
      description = {
        "Of balance against movement, 0.001 to 10: below 1 copies only what repairs much, above 1",
        "brings brokers nearer to the mean than must be; default: ${DEFAULT-VALUE}."
      },
      defaultValue = "" + PlanRequest.EVEN_WEIGHT)
  private double weight;

  @Option(
      names = "--alternatives",
      description = {
        "Tells plans that copy less or balance better, too; takes ten times as long, and a minute",
        "more at most unless --time-limit says another time."
      })
  private boolean alternatives;

  @Option(
      names = "--max-data",
      paramLabel = "MB",
      description = "At most so many megabytes are copied.")
  private double maxData = Double.MAX_VALUE;

  @Option(
      names = "--max-moves",
      paramLabel = "N",
      description = "At most so many replicas are copied.")
  private int maxMoves = Integer.MAX_VALUE;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description = "Ends the search after so long, such as 30s, with what it has.")
  private String timeLimit;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same plan; default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  /** How long the search may take. */
  Duration limit(List<String> faults) {
    if (timeLimit == null) {
      return Duration.ofDays(1);
    }
    Optional<Duration> limit = Durations.parse(timeLimit);
    if (limit.isEmpty()) {
      faults.add("--time-limit: " + timeLimit + " is no time such as 30s");
    }
    return limit.orElse(Duration.ZERO);
  }

  /**
   * What the plan keeps to because of these options, each in a few words.
   *
   * @param outOfTime true when the search was ended by its limit
   */
  List<String> within(boolean outOfTime) {
    List<String> all = new ArrayList<>();
    if (maxData < Double.MAX_VALUE) {
      all.add("at most " + Words.megabytes(maxData) + " copied (--max-data)");
    }
    if (maxMoves < Integer.MAX_VALUE) {
      all.add("at most " + Words.count(maxMoves, "replica") + " copied (--max-moves)");
    }
    add(all, "only of topic %s (--topic)", topics);
    add(all, "topic %s as it is (--exclude-topic)", excludedTopics);
    add(all, "nothing new for broker %s (--exclude-broker)", excludedBrokers);
    if (outOfTime) {
      all.add("the search ended after " + timeLimit + ", with what it had (--time-limit)");
    }
    return all;
  }

  private static void add(List<String> all, String form, Set<?> named) {
    if (!named.isEmpty()) {
      String names = named.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
      all.add(String.format(form, names));
    }
  }

  /** How long alternatives may take, where the whole has no limit of its own. */
  Duration timeForAlternatives() {
    return timeLimit == null ? TIME_FOR_ALTERNATIVES : Duration.ofDays(1);
  }

  boolean wantsAlternatives() {
    return alternatives;
  }

  /** The request, if there are no faults; each is added to those before. */
  Optional<PlanRequest> request(ClusterModel model, List<String> faults) {
    double band = tolerance == null ? model.constraints().tolerance() : tolerance;
    if (!(band > 0 && band < 1)) {
      faults.add("--tolerance: " + band + " is not between 0 and 1, such as 0.05");
    }
    checkWhatIsWeighed(faults);
    var limits = new PlanLimits(model, faults);
    var asked = limits.of(maxData, maxMoves, limits.fixed(topics, excludedTopics), excludedBrokers);
    Growth growth = new GrowthOptions(model, asked.fixedTopics(), faults).of(factors, partitions);
    if (objective.copiesNothing() && !(factors.isEmpty() && partitions.isEmpty())) {
      faults.add(
          "--objective: "
              + objective
              + " copies nothing, so --factor and --partitions need GROW, which moves nothing else,"
              + " or BALANCE");
    }
    if (objective == Objective.GROW && factors.isEmpty() && partitions.isEmpty()) {
      faults.add("--objective: GROW needs --factor N or --partitions TOPIC=N");
    }
    return faults.isEmpty()
        ? Optional.of(new PlanRequest(objective, growth, band, weight, asked, seed))
        : Optional.empty();
  }

  private void checkWhatIsWeighed(List<String> faults) {
    if (!(weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT)) {
      faults.add("--weight: " + weight + " is not between 0.001 and 10, such as 0.1");
    }
    boolean weighs = objective == Objective.BALANCE || objective == Objective.GROW;
    if (weight != PlanRequest.EVEN_WEIGHT && !weighs) {
      faults.add("--weight: " + objective + " weighs nothing; BALANCE and GROW do");
    }
    if (alternatives && objective != Objective.BALANCE) {
      faults.add("--alternatives: " + objective + " has none; BALANCE has");
    }
  }
}
