package io.kadvisor.collector.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.model.BrokerId;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JmxSourceTest {
  private static final BrokerId ONE = new BrokerId(1);
  private static final Duration DEADLINE = Duration.ofMillis(300);

  private static JmxSource source(Map<BrokerId, String> addresses) {
    return new JmxSource(
        new JmxSettings(addresses, Optional.empty(), Optional.empty()),
        DEADLINE,
        Clock.systemUTC());
  }

  @Test
  void shouldBeClosedAndSayHowToOpenItWhenNothingIsConfigured() throws Exception {
    try (JmxSource source = source(Map.of())) {
      assertThat(source.read()).isEmpty();
      assertThat(source.status().open()).isFalse();
      assertThat(source.status().reason().orElseThrow()).contains("jmx");
    }
  }

  @Test
  void shouldNameTheAddressWhenNothingListens() throws Exception {
    try (JmxSource source =
        new JmxSource(
            new JmxSettings(Map.of(ONE, "127.0.0.1:1"), Optional.empty(), Optional.empty()),
            Duration.ofSeconds(20),
            Clock.systemUTC())) {
      BrokerReadings readings = source.read().get(ONE);

      assertThat(readings.failure().orElseThrow()).contains("127.0.0.1:1");
      assertThat(readings.numbers()).isEmpty();
      assertThat(source.status().open()).isFalse();
    }
  }

  @Test
  void shouldLeaveABrokerBehindWithOneThreadWhenItHangs() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        JmxSource source = source(Map.of(ONE, "127.0.0.1:" + silent.getLocalPort()))) {
      long threads = jmxThreads();
      for (int n = 0; n < 3; n++) {
        assertThat(source.read().get(ONE).failure().orElseThrow()).contains("no answer");
      }

      assertThat(jmxThreads()).isLessThanOrEqualTo(threads + 1);
    }
  }

  private static long jmxThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("collector-jmx"))
        .count();
  }

  @Test
  void shouldNotShowThePasswordWhenPrinted() {
    assertThat(new JmxSettings.Credentials("reader", "hush-hush").toString())
        .doesNotContain("hush-hush");
  }
}
