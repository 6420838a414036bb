package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MskClusterTest {
  private static final MskCluster SHOP =
      MskCluster.ofHost("b-1.shop.ab12cd.c3.kafka.eu-west-1.amazonaws.com").orElseThrow();

  /** The filter alone also finds {@code shop-staging}. */
  @Test
  void shouldTakeOnlyTheClusterOfThatNameWhenAnotherBeginsWithIt() throws Exception {
    assertThat(wordsOfFirstCall(SHOP.reboot(new BrokerId(2))))
        .containsSequence("--cluster-name-filter", "shop")
        .containsSequence("--query", "ClusterInfoList[?ClusterName=='shop'].ClusterArn | [0]");
  }

  /** As a real shell hands them to the tool. */
  private static List<String> wordsOfFirstCall(String command)
      throws IOException, InterruptedException {
    String told = "aws() { printf '%s\\n' \"$@\"; }; " + command.replaceAll(";.*", "");
    Process shell =
        new ProcessBuilder("sh", "-c", told + "; printf '%s\\n' \"$CLUSTER_ARN\"").start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return out.lines().toList();
  }
}
