package io.kadvisor.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the watched cluster and the machine pay for being advised. */
@Command(
    name = "footprint",
    description =
        "The whole advisor with a home apart: start-up, memory, and bytes and requests a second on the"
            + " watched brokers' client listener, which nobody else uses.",
    mixinStandardHelpOptions = true)
final class FootprintBenchmark implements Callable<Integer> {
  private static final String CONFIG =
      """
      home: {client: {bootstrap.servers: "%s"}}
      clusters:
        - alias: watched
          client: {bootstrap.servers: "%s"}
          sweep: {fast: %ds, slow: 60s}
      streams: {state-dir: "%s"}
      api: {port: 0}
      """;

  @Mixin private ShopFloor floor = new ShopFloor(1000, 50, 20, 3);

  @Option(names = "--sweep", defaultValue = "5", description = "seconds; ${DEFAULT-VALUE}")
  private int sweep;

  @Option(names = "--seconds", defaultValue = "120", description = "${DEFAULT-VALUE}")
  private int seconds;

  /** Totals of all brokers since their start. */
  private record Traffic(double in, double out, double requests) {
    Traffic plus(Traffic other) {
      return new Traffic(in + other.in, out + other.out, requests + other.requests);
    }

    Traffic since(Traffic before, double time) {
      return new Traffic(
          (in - before.in) / time, (out - before.out) / time, (requests - before.requests) / time);
    }
  }

  @Override
  public Integer call() throws Exception {
    Figures.say("%s, a sweep every %d s; load average %.1f", floor, sweep, Figures.load());
    try (LocalCluster watched = LocalCluster.builder().start();
        LocalCluster home = LocalCluster.builder().brokers(1).jmx(false).start()) {
      floor.make(watched);
      measure(watched, home);
    }
    Figures.say("load average %.1f", Figures.load());
    return 0;
  }

  private void measure(LocalCluster watched, LocalCluster home) throws Exception {
    String config =
        CONFIG.formatted(
            home.bootstrapServers(),
            watched.bootstrapServers(),
            sweep,
            home.processes().folder().resolve("advisor-state"));
    AdvisorChild advisor =
        AdvisorChild.start(
            home.processes(),
            config,
            List.of("-Xmx256m", "-XX:+UseSerialGC"),
            "collector,streams,api");
    Figures.say("start of the process to the page: %.1f s", advisor.await(health -> true));
    Figures.say(
        "and on to the first judged sweep: %.1f s", advisor.await(FootprintBenchmark::judged));
    Thread.sleep(Duration.ofSeconds(20).toMillis());
    Traffic before = traffic(watched);
    double cpu = cpu(advisor);
    Thread.sleep(Duration.ofSeconds(seconds).toMillis());
    Traffic each = traffic(watched).since(before, seconds);
    Figures.say(
        "on the watched cluster: %.1f KB/s in, %.1f KB/s out, %.1f requests/s",
        each.in / 1024, each.out / 1024, each.requests);
    Figures.say("CPU of the advisor: %.2f of a core", (cpu(advisor) - cpu) / seconds);
    Figures.say(
        "memory of the advisor with -Xmx256m: %,d MB at most (wanted: under 600)",
        Figures.megabytes(advisor.pid(), "VmHWM"));
  }

  private static boolean judged(JsonNode health) {
    return AdvisorChild.number(health, "streams", "sweeps judged") > 0;
  }

  private static double cpu(AdvisorChild advisor) {
    return ProcessHandle.of(advisor.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .map(Figures::seconds)
        .orElse(0.0);
  }

  private static Traffic traffic(LocalCluster cluster) throws IOException, JMException {
    Traffic sum = new Traffic(0, 0, 0);
    for (LocalBroker broker : cluster.brokers()) {
      sum = sum.plus(traffic(cluster.jmxPort(broker.id()).orElseThrow()));
    }
    return sum;
  }

  // the address is this machine's own
  @SuppressWarnings("BanJNDI")
  private static Traffic traffic(int port) throws IOException, JMException {
    var url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
    try (var connector = JMXConnectorFactory.connect(url)) {
      var beans = connector.getMBeanServerConnection();
      Traffic sum = new Traffic(0, 0, 0);
      var processors =
          new ObjectName(
              "kafka.server:type=socket-server-metrics,listener=CLIENT,networkProcessor=*");
      for (ObjectName processor : beans.queryNames(processors, null)) {
        sum =
            sum.plus(
                new Traffic(
                    number(beans.getAttribute(processor, "incoming-byte-total")),
                    number(beans.getAttribute(processor, "outgoing-byte-total")),
                    number(beans.getAttribute(processor, "request-total"))));
      }
      return sum;
    }
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
