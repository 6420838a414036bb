package io.kadvisor.cli.plan;

import io.kadvisor.cli.config.ConfigOption;
import io.kadvisor.cli.config.Durations;
import io.kadvisor.cli.config.InvalidConfig;
import io.kadvisor.cli.plan.execute.Reached;
import io.kadvisor.core.planner.live.Deviation;
import io.kadvisor.core.planner.live.PlatformChoice;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.wave.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cluster is planned for: one in a file, or one that runs. */
final class ClusterOptions {
  /** Below it an estimate is as good as the times at which both were read. */
  private static final double NOTEWORTHY = 0.1;

  /** Bytes a second of an idle broker, of which every estimate is far off. */
  private static final double IDLE = 10_000;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "The cluster, as rebalance-input/1; gzipped or not.")
  private Path input;

  @Option(
      names = "--from",
      paramLabel = "CLUSTER",
      description = {
        "The cluster as it is now, in place of --input: its alias in --config, or its brokers as",
        "host:port,host:port where the address is all that is needed."
      })
  private String from;

  @Mixin private ConfigOption config;

  @Option(
      names = "--observe",
      paramLabel = "TIME",
      description = "How long the traffic of --from is watched; default: ${DEFAULT-VALUE}.",
      defaultValue = "10s")
  private String observe;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Where the cluster goes that was read, as rebalance-input/1; gzipped for .gz.")
  private Path save;

  /**
   * A cluster that was read.
   *
   * @param notes what to know before trusting its figures
   * @param deviations of the estimated traffic; empty where a broker's own is not known
   * @param cpu percent of it that brokers use, where it is known
   * @param platform what it is taken to run on, where no option says it
   */
  record Read(
      ClusterModel model,
      List<String> notes,
      List<Deviation> deviations,
      SortedMap<Integer, Double> cpu,
      PlatformChoice platform) {
    void print(PrintWriter out) {
      notes.forEach(note -> out.println("Note: " + note));
      deviations.stream()
          .filter(each -> Math.max(each.measured(), each.estimated()) >= IDLE)
          .max(Comparator.comparingDouble(each -> Math.abs(each.relative())))
          .filter(worst -> Math.abs(worst.relative()) >= NOTEWORTHY)
          .ifPresent(worst -> out.println("Note: " + sentence(worst)));
    }

    private static String sentence(Deviation worst) {
      return String.format(
          Locale.ROOT,
          "the traffic is an estimate, furthest off in %s of broker %d: %.0f KB/s, of which the broker itself measures %.0f.",
          worst.measure(),
          worst.broker(),
          worst.estimated() / 1024,
          worst.measured() / 1024);
    }

    Map<String, Object> json() {
      return Map.of("notes", notes, "estimates", deviations.stream().map(Read::json).toList());
    }

    private static Map<String, Object> json(Deviation each) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("measure", each.measure());
      fields.put("broker", each.broker());
      fields.put("estimatedBytesPerSecond", Math.round(each.estimated()));
      fields.put("measuredBytesPerSecond", Math.round(each.measured()));
      return fields;
    }
  }

  /** True for a cluster that runs. */
  boolean isLive() {
    return from != null;
  }

  /** The way to a cluster that runs. */
  Reached reached() {
    return LiveReader.of(config.cluster(from)).reached();
  }

  /** What faults are found in. */
  String name() {
    return input == null ? Optional.ofNullable(from).orElse("the cluster") : input.toString();
  }

  /**
   * @param leaving brokers that the plan is made without: they need not be there
   * @param faults gets all that is wrong with the options, the configuration and the cluster
   * @param progress is told what takes long, before it does
   * @return absent where there are faults
   * @throws io.kadvisor.collector.facts.Unreadable when a cluster that runs cannot be read
   */
  Optional<Read> read(Predicate<Broker> leaving, List<String> faults, Consumer<String> progress)
      throws IOException, InterruptedException {
    if ((input == null) == (from == null)) {
      faults.add("--input, --from: name the cluster by one of them, a FILE or a CLUSTER");
      return Optional.empty();
    }
    Optional<Read> read = Optional.empty();
    try {
      read = input == null ? live(leaving, faults, progress) : file(faults);
    } catch (InvalidModelException invalid) {
      faults.addAll(invalid.faults());
    } catch (InvalidConfig invalid) {
      faults.addAll(config.faults(invalid));
    }
    if (read.isPresent() && save != null) {
      ModelFile.write(read.get().model(), read.get().platform().platform(), save);
    }
    return read;
  }

  private Optional<Read> file(List<String> faults) throws IOException, InvalidModelException {
    if (!Files.isReadable(input) || Files.isDirectory(input)) {
      faults.add("--input: " + input + " cannot be read; give a file of format rebalance-input/1");
      return Optional.empty();
    }
    ModelReader.Input read = ModelReader.read(input);
    return Optional.of(
        new Read(read.model(), List.of(), List.of(), new TreeMap<>(), platform(read.platform())));
  }

  private PlatformChoice platform(Optional<Platform> told) {
    return told.map(platform -> new PlatformChoice(platform, input + " says so"))
        .orElseGet(() -> new PlatformChoice(Platform.KAFKA, input + " does not say"));
  }

  private Optional<Read> live(
      Predicate<Broker> leaving, List<String> faults, Consumer<String> progress)
      throws InvalidModelException, InterruptedException {
    Optional<Duration> time = Durations.parse(observe).filter(each -> !each.isZero());
    if (time.isEmpty()) {
      faults.add("--observe: " + observe + " is no time; give one such as 10s");
    }
    LiveReader reader = LiveReader.of(config.cluster(from));
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    progress.accept("watching the traffic of " + from + " for " + observe + " (--observe)");
    LiveReader.Live live = reader.read(time.orElseThrow(), leaving);
    return Optional.of(
        new Read(live.model(), live.notes(), live.deviations(), live.cpu(), live.platform()));
  }
}
