package io.kadvisor.testkit.sample;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A broker of a {@link SampledCluster}: listed and answering until told otherwise. */
public final class SampledBroker {
  private final BrokerId id;
  private final Map<String, String> config = new LinkedHashMap<>();
  private String host = "127.0.0.1";
  private Optional<String> rack;
  private Optional<List<LogDir>> logDirs = Optional.empty();
  private Optional<Instant> logDirsAt = Optional.empty();
  private final List<Reading> readings = new ArrayList<>();
  private Duration latency = Duration.ofMillis(3);
  private Membership membership = Membership.LISTED;
  private Answer.Outcome outcome = Answer.Outcome.ANSWERED;
  private Optional<Instant> silentSince = Optional.empty();

  SampledBroker(int id) {
    this.id = new BrokerId(id);
    this.rack = Optional.of("rack-" + id);
  }

  public SampledBroker membership(Membership seen) {
    membership = seen;
    return this;
  }

  public SampledBroker answer(Answer.Outcome seen) {
    outcome = seen;
    return this;
  }

  /** Silent, and the collector remembers since when. */
  public SampledBroker silentSince(Instant since) {
    silentSince = Optional.of(since);
    return answer(Answer.Outcome.TIMED_OUT);
  }

  /** Back to listed and answering. */
  public SampledBroker well() {
    return membership(Membership.LISTED).answer(Answer.Outcome.ANSWERED);
  }

  public SampledBroker rack(String name) {
    rack = Optional.of(name);
    return this;
  }

  public SampledBroker withoutRack() {
    rack = Optional.empty();
    return this;
  }

  /** The address that it advertises. */
  public SampledBroker host(String address) {
    host = address;
    return this;
  }

  /** A setting of the broker. */
  public SampledBroker config(String key, String value) {
    config.put(key, value);
    return this;
  }

  public SampledBroker withoutConfig(String key) {
    config.remove(key);
    return this;
  }

  /** One log directory on a volume of its own. */
  public SampledBroker volume(long total, long usable) {
    logDirs =
        Optional.of(
            List.of(
                new LogDir(
                    "/data",
                    Optional.of(new DataSize(total)),
                    Optional.of(new DataSize(usable)),
                    new DataSize(Math.max(0, total - usable)),
                    Optional.empty())));
    return this;
  }

  /** Its log directories were read then, and not in each sweep. */
  public SampledBroker logDirsAt(Instant read) {
    logDirsAt = Optional.of(read);
    return this;
  }

  /** One log directory more, which is out of service. */
  public SampledBroker brokenVolume() {
    List<LogDir> dirs = new ArrayList<>(logDirs.orElse(List.of()));
    dirs.add(
        new LogDir(
            "/broken",
            Optional.empty(),
            Optional.empty(),
            new DataSize(0),
            Optional.of("KAFKA_STORAGE_ERROR")));
    logDirs = Optional.of(dirs);
    return this;
  }

  public SampledBroker reading(Reading reading) {
    readings.removeIf(old -> old.metric() == reading.metric());
    readings.add(reading);
    return this;
  }

  /** A counter over JMX that has grown by so much in the last second. */
  public SampledBroker counting(Metric metric, double perSecond) {
    Instant now = SampledCluster.START.plusSeconds(1);
    var before = new Reading.Previous(perSecond, SampledCluster.START);
    return reading(new Reading(metric, 2 * perSecond, now, Fact.Source.JMX, Optional.of(before)));
  }

  /** How long it takes to answer a call of its own. */
  public SampledBroker latency(Duration time) {
    latency = time;
    return this;
  }

  BrokerId id() {
    return id;
  }

  boolean listed() {
    return membership == Membership.LISTED;
  }

  BrokerSample sample(ClusterId cluster, SweepId sweep) {
    boolean answered = outcome == Answer.Outcome.ANSWERED;
    return new BrokerSample(
        Sample.VERSION,
        cluster,
        id,
        sweep.epoch(),
        sweep.sweepAt(),
        membership,
        new Answer(
            outcome,
            answered ? Optional.of(latency) : Optional.empty(),
            answered ? Optional.empty() : silentSince),
        Optional.of(host),
        Optional.of(9090 + id.value()),
        rack,
        logDirs,
        logDirs.map(dirs -> logDirsAt.orElse(sweep.sweepAt())),
        config,
        readings,
        List.of());
  }
}
