package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.advice.Shell;
import io.kadvisor.core.planner.wave.Throttle;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Command lines of Kafka's own tools (4.3), for files in the folder where they are run. */
final class Tools {
  private static final String SERVER = " --bootstrap-server \"$BOOTSTRAP\" ";
  private static final String REASSIGN = "kafka-reassign-partitions.sh" + SERVER;
  private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9_-]");
  private static final String CONFIGS = "kafka-configs.sh" + SERVER;

  static final String LIST = REASSIGN + "--list";
  static final String BROKER_CONFIGS = CONFIGS + "--describe --entity-type brokers";
  static final String TOPIC_CONFIGS = CONFIGS + "--describe --entity-type topics";
  static final String CLEAR_BROKER =
      CONFIGS
          + "--alter --entity-type brokers --entity-name ID --delete-config"
          + " leader.replication.throttled.rate,follower.replication.throttled.rate";
  static final String CLEAR_TOPIC =
      CONFIGS
          + "--alter --entity-type topics --entity-name TOPIC --delete-config"
          + " leader.replication.throttled.replicas,follower.replication.throttled.replicas";

  private Tools() {}

  /** Describes partitions of one kind, such as {@code --under-replicated-partitions}. */
  static String partitions(String filter) {
    return "kafka-topics.sh" + SERVER + "--describe " + filter;
  }

  static String execute(String file, Optional<Throttle> throttle) {
    String rate = throttle.map(each -> " --throttle " + each.bytesPerSecond()).orElse("");
    return REASSIGN + "--reassignment-json-file " + file + " --execute" + rate;
  }

  /** Also takes the throttles off, once nothing is being reassigned any more. */
  static String verify(String file) {
    return REASSIGN + "--reassignment-json-file " + file + " --verify";
  }

  static String cancel(String file) {
    return REASSIGN + "--reassignment-json-file " + file + " --cancel";
  }

  static String elect(String file) {
    return "kafka-leader-election.sh"
        + SERVER
        + "--election-type preferred --path-to-json-file "
        + file;
  }

  /**
   * Makes the partitions that a topic lacks. The tool takes its name for a regular expression, and
   * a point would be any character: another topic could grow, which cannot be taken back.
   *
   * @param replicas of all its partitions, in order
   */
  static String enlarge(String topic, Collection<String> replicas) {
    return "kafka-topics.sh"
        + SERVER
        + "--alter --topic "
        + expression(topic)
        + " --partitions "
        + replicas.size()
        + " --replica-assignment "
        + String.join(",", replicas);
  }

  /** Of this name alone, as one word of a shell. */
  private static String expression(String name) {
    return Shell.quote(SPECIAL.matcher(name).replaceAll("\\\\$0"));
  }

  /** A field of an MSK cluster. */
  static String msk(String query) {
    return "aws kafka describe-cluster-v2 --cluster-arn \"$CLUSTER_ARN\" --query "
        + query
        + " --output text";
  }
}
