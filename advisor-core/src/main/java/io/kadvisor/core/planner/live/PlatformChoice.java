package io.kadvisor.core.planner.live;

import io.kadvisor.core.planner.wave.Platform;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Capacity.Resources;
import io.kadvisor.model.sample.BrokerSample;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a cluster is taken to run on, which decides how many partitions one call reassigns.
 *
 * @param why it is taken to, as the end of a sentence
 */
public record PlatformChoice(Platform platform, String why) {
  /**
   * Any address that Amazon MSK gives: of a broker in public, by another VPC, of a serverless
   * cluster, too. An address under a domain of one's own is none of them.
   */
  private static final Pattern MSK_HOST =
      Pattern.compile("(?i).+\\.kafka(-serverless)?\\.[^.]+\\.amazonaws\\.com(\\.cn)?\\.?");

  private static final String STANDARD = "kafka.";
  private static final String EXPRESS = "express.";

  /**
   * By the types that are declared of the brokers, which only Amazon MSK's have names of, else by
   * the addresses that the brokers advertise. These do not tell the type, so the smaller limit
   * counts then, that of Standard brokers.
   */
  public static PlatformChoice of(Sweep sweep, Capacity declared) {
    return declared(declared).or(() -> addressed(sweep)).orElseGet(PlatformChoice::neither);
  }

  private static Optional<PlatformChoice> declared(Capacity declared) {
    List<String> types =
        Stream.concat(
                Stream.of(declared.everyBroker()),
                new TreeSet<>(declared.brokers().keySet()).stream().map(declared.brokers()::get))
            .map(Resources::type)
            .flatMap(Optional::stream)
            .toList();
    return ofType(types, STANDARD, Platform.MSK_STANDARD)
        .or(() -> ofType(types, EXPRESS, Platform.MSK_EXPRESS));
  }

  private static Optional<PlatformChoice> ofType(
      List<String> types, String prefix, Platform platform) {
    return types.stream()
        .filter(type -> type.startsWith(prefix))
        .findFirst()
        .map(
            type ->
                new PlatformChoice(platform, "policy.capacity declares brokers of type " + type));
  }

  private static Optional<PlatformChoice> addressed(Sweep sweep) {
    return sweep.brokers().values().stream()
        .map(BrokerSample::host)
        .flatMap(Optional::stream)
        .filter(host -> MSK_HOST.matcher(host).matches())
        .findFirst()
        .map(
            host ->
                new PlatformChoice(
                    Platform.MSK_STANDARD,
                    host
                        + " is an address of Amazon MSK, and policy.capacity declares no type of its"
                        + " brokers, so the smaller limit is taken"));
  }

  private static PlatformChoice neither() {
    return new PlatformChoice(
        Platform.KAFKA,
        "no broker has an address of Amazon MSK, and policy.capacity declares no type of it");
  }

  /** What it means for the waves: {@code MSK_EXPRESS, at most 20 partitions in a call}. */
  public String claim() {
    return platform + ", at most " + platform.partitions() + " partitions in a call";
  }

  /** The same with the reason, as a sentence. */
  public String sentence() {
    return claim() + ": " + why + ".";
  }
}
