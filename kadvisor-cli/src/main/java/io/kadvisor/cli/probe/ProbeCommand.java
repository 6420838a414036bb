package io.kadvisor.cli.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.cli.config.ConfigOption;
import io.kadvisor.cli.config.Durations;
import io.kadvisor.cli.config.InvalidConfig;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.cli.exit.FormOption;
import io.kadvisor.collector.WatchedCluster;
import io.kadvisor.collector.probe.KafkaProbedCluster;
import io.kadvisor.collector.probe.ProbeOnce;
import io.kadvisor.collector.probe.ProbeRefused;
import io.kadvisor.collector.probe.ProbeSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends records to every broker of a cluster and reads them back, once. */
@Command(
    name = "probe",
    description = {
      "Sends small records to every broker of a cluster, reads them back, and tells how long that",
      "took for each broker and rack: after brokers were added, say. It writes to a topic of its own",
      "with one partition on each broker, which it creates when it is not there, and which stays.",
      "0 when every broker gave all records back, 1 when one did not, 2 for wrong options, 3 when",
      "nobody could be probed."
    },
    mixinStandardHelpOptions = true)
public final class ProbeCommand implements Callable<Integer> {
  /** The first pays for the connections, and is not timed. */
  private static final int FEWEST = 2;

  private static final int MOST = 500;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "CLUSTER",
      description = {
        "The cluster: its alias in --config, or its brokers as host:port,host:port where the address",
        "is all that is needed."
      })
  private String from;

  @Mixin private ConfigOption config;

  @Option(
      names = "--count",
      paramLabel = "NUMBER",
      description = "Records to each broker, 2 to 500; default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  private int count;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description = "Between two records to the same broker; default: ${DEFAULT-VALUE}.",
      defaultValue = "100ms")
  private String interval;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "The probe's topic; default: that of --config, or kadvisor.probe.")
  private String topic;

  @Option(
      names = "--rack",
      paramLabel = "RACK",
      description = "The rack that this runs in; default: that of --config.")
  private String rack;

  @Mixin private FormOption output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Duration gap = checked();
    WatchedCluster watched;
    try {
      watched = config.cluster(from).watched();
    } catch (InvalidConfig invalid) {
      config.faults(invalid).forEach(fault -> err.println("kadvisor: " + fault));
      return ExitCode.WRONG_USAGE.number();
    }
    ProbeSettings settings = settings(watched, gap);
    try {
      var cluster = new KafkaProbedCluster(watched.client(), settings.topic());
      return write(settings, new ProbeOnce(from, settings).run(cluster, count)).number();
    } catch (ProbeRefused | KafkaException e) {
      err.println("kadvisor: " + from + " cannot be probed: " + e.getMessage());
      return ExitCode.NOT_CARRIED_OUT.number();
    }
  }

  private Duration checked() {
    if (count < FEWEST || count > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--count: " + FEWEST + " to " + MOST + ", not " + count);
    }
    return Durations.parse(interval)
        .filter(time -> !time.isZero())
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--interval: " + interval + " is no time; give one such as 100ms"));
  }

  private ProbeSettings settings(WatchedCluster watched, Duration gap) {
    ProbeSettings configured = watched.probe();
    return ProbeSettings.on(
        Optional.ofNullable(topic).orElse(configured.topic()),
        gap,
        Optional.ofNullable(rack).or(configured::rack));
  }

  private ExitCode write(ProbeSettings settings, ProbeOnce.Result result) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ProbeReport report = new ProbeReport(settings.topic(), result);
    switch (output.form()) {
      case TEXT -> report.print(out);
      case JSON -> out.println(new ObjectMapper().writeValueAsString(report.json(from)));
    }
    out.flush();
    return report.allAnswered() ? ExitCode.DONE : ExitCode.CHECK_FOUND_SOMETHING;
  }
}
