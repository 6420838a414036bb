package io.kadvisor.core.advice;

import io.kadvisor.model.BrokerId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An Amazon MSK cluster, known by the addresses that its brokers advertise. */
record MskCluster(String name, String region) {
  /**
   * How many partitions AWS allows in one reassignment call on Standard brokers (MSK developer
   * guide, best practices).
   */
  static final int PARTITIONS_A_CALL = 10;

  private static final Pattern HOST =
      Pattern.compile(
          "b-\\d+(?:-\\w+)?\\.([^.]+)\\.[^.]+\\.[^.]+\\.kafka\\.([^.]+)\\.amazonaws\\.com(\\.cn)?");

  static Optional<MskCluster> ofHost(String host) {
    Matcher matcher = HOST.matcher(host);
    return matcher.matches()
        ? Optional.of(new MskCluster(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /**
   * Puts the cluster's ARN where the next command reads it. The filter takes the name for the
   * beginning of one: others that begin with it are left out by the query.
   */
  String findArn() {
    return "CLUSTER_ARN=$("
        + aws(
            "list-clusters-v2",
            "--cluster-name-filter",
            name,
            "--query",
            "ClusterInfoList[?ClusterName=='" + name + "'].ClusterArn | [0]",
            "--output",
            "text")
        + ")";
  }

  /** Its state and what is being done to it. */
  String describe() {
    return findArn() + "; " + onCluster("describe-cluster-v2");
  }

  /** Puts the version of the cluster's settings where the next command reads it. */
  private String findVersion() {
    return findArn()
        + "; CLUSTER_VERSION=$("
        + onCluster(
            "describe-cluster-v2", "--query", "ClusterInfo.CurrentVersion", "--output", "text")
        + ")";
  }

  private String update(String call, String... arguments) {
    return findVersion()
        + "; "
        + onCluster(call, joined(List.of("--current-version", "$CLUSTER_VERSION"), arguments));
  }

  /** A call about the cluster whose ARN has been found. */
  private String onCluster(String call, String... arguments) {
    return aws(call, joined(List.of("--cluster-arn", "$CLUSTER_ARN"), arguments));
  }

  private String aws(String call, String... arguments) {
    return Shell.line(
        List.of(joined(List.of("aws", "kafka", call, "--region", region), arguments)));
  }

  private static String[] joined(List<String> first, String... then) {
    return Stream.concat(first.stream(), Stream.of(then)).toArray(String[]::new);
  }

  /** More brokers; the number is that of all. */
  String scaleOut(int brokers) {
    return update("update-broker-count", "--target-number-of-broker-nodes", "" + brokers);
  }

  String changeType(String type) {
    return update("update-broker-type", "--target-instance-type", type);
  }

  /** Larger volumes, all brokers alike; they never shrink again. */
  String growStorage(long gibibytes) {
    return update(
        "update-broker-storage",
        "--target-broker-ebs-volume-info",
        "KafkaBrokerNodeId=All,VolumeSizeGB=" + gibibytes);
  }

  String reboot(BrokerId broker) {
    return findArn() + "; " + onCluster("reboot-broker", "--broker-ids", broker.toString());
  }
}
