package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.wave.BrokerShare;
import io.kadvisor.core.planner.wave.Shortage;
import io.kadvisor.core.planner.wave.Step;
import io.kadvisor.core.planner.wave.Throttle;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.WaveLimits;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says figures so that a person who has just been woken up reads them right. */
public final class Words {
  private static final int BROKERS_NAMED = 5;

  /**
   * Of a wave's row. Extra disk is the most that one broker needs for copies before what they
   * replace is deleted; no broker takes in or sends more for copies than the throttle.
   */
  static final List<String> TITLES =
      List.of(
          "wave", "what for", "partitions", "copies", "data", "extra disk", "throttle", "about");

  private static final String MOMENT = "a moment";

  private Words() {}

  /** In binary units, as the tables of brokers have it: a megabyte of the input is a MiB. */
  public static String megabytes(double megabytes) {
    return DataSize.ofMebibytes(megabytes).toString();
  }

  public static String rate(double kilobytesPerSecond) {
    return DataSize.ofMebibytes(kilobytesPerSecond / 1024) + "/s";
  }

  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 1) {
      return MOMENT;
    }
    if (seconds < 100) {
      return seconds + " s";
    }
    long minutes = (seconds + 59) / 60;
    return minutes < 100 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** Of a time that is an estimate: {@code about 20 s}. */
  public static String about(Duration duration) {
    String words = duration(duration);
    return words.equals(MOMENT) ? words : "about " + words;
  }

  /** So many of them: 1 wave, 2 waves. */
  public static String count(int count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }

  /** A wave's row, as {@link #TITLES} has it. */
  static List<String> figures(Waves waves, WaveNames names, int at) {
    Wave wave = waves.waves().get(at);
    return List.of(
        names.number(at),
        purpose(waves.model(), wave),
        String.valueOf(wave.steps().size()),
        String.valueOf(wave.copies()),
        megabytes(wave.megabytes()),
        wave.copies() > 0 ? megabytes(mostInto(wave)) : "-",
        wave.throttle().map(Throttle::kilobytesPerSecond).map(Words::rate).orElse("-"),
        wave.throttle().map(Throttle::duration).map(Words::duration).orElse("moments"));
  }

  private static double mostInto(Wave wave) {
    return wave.brokers().stream().mapToDouble(BrokerShare::megabytesIn).max().orElse(0);
  }

  /** What a wave is for. */
  public static String purpose(ClusterModel model, Wave wave) {
    return switch (wave.urgency()) {
      case REPAIR -> "repairs";
      case EVACUATION -> "empties " + evacuated(model, wave);
      case RACKS -> "spreads over racks";
      case FACTOR -> "adds replicas";
      case BALANCE -> "balances";
      case LEADERS -> "changes leaders";
    };
  }

  private static String evacuated(ClusterModel model, Wave wave) {
    var ids = new TreeSet<Integer>();
    for (Step step : wave.steps()) {
      step.before()
          .brokers()
          .filter(broker -> !model.takesReplicas(broker))
          .forEach(broker -> ids.add(model.brokers().get(broker).id()));
    }
    return (ids.size() == 1 ? "broker " : "brokers ") + first(BROKERS_NAMED, ids);
  }

  /** The first few, and whether there are more. */
  public static String first(int count, Collection<?> all) {
    String named = all.stream().limit(count).map(String::valueOf).collect(Collectors.joining(", "));
    return all.size() > count ? named + ", ..." : named;
  }

  /** Which broker sets the pace. */
  static String pace(ClusterModel model, Throttle throttle) {
    String broker = "broker " + model.brokers().get(throttle.broker()).id();
    String what = throttle.sends() ? " to send" : " to take in";
    if (Amounts.isUnknown(throttle.headroom())) {
      return format("as little as is worth while: what %s has left%s is not known", broker, what);
    }
    return throttle.exceedsHeadroom()
        ? format(
            "%s has only %s left%s: choose a quiet hour",
            broker, rate(Math.max(0, throttle.headroom())), what)
        : format("%s has %s left%s", broker, rate(throttle.headroom()), what);
  }

  /** What is left out of the waves, and what would have to give way; empty when all is in. */
  static List<String> leftOut(Waves waves) {
    List<String> sentences = new ArrayList<>();
    if (!waves.blocked().isEmpty()) {
      sentences.add(
          format(
              "Not in the waves: %d steps, %s. No order was found in which the brokers have room for"
                  + " them.",
              waves.blocked().size(),
              megabytes(waves.blocked().stream().mapToDouble(Step::megabytes).sum())));
      waves.shortages().forEach(each -> sentences.add(sentence(waves.model(), each)));
      sentences.add(wayOut(waves));
    }
    if (!waves.underMinIsr().isEmpty()) {
      sentences.add(
          format(
              "Not in the waves: %d partitions that would be left with fewer replicas than must be"
                  + " in sync (%s). A lower --min-isr would allow it.",
              waves.underMinIsr().size(), asked(waves.limits())));
    }
    return sentences;
  }

  private static String sentence(ClusterModel model, Shortage shortage) {
    Broker broker = model.brokers().get(shortage.broker());
    if (shortage.of() == Measure.REPLICAS) {
      return format(
          "Broker %d would have %.0f replicas for a time, and %.0f are allowed.",
          broker.id(), shortage.needed(), shortage.allowed());
    }
    double needed = 100 * shortage.needed() / shortage.of().capacityOf(broker);
    double allowed = 100 * shortage.allowed() / shortage.of().capacityOf(broker);
    return shortage.of() == Measure.DISK
        ? format(
            "Broker %d lacks %s for a time: %.1f %% of its disk would be used, and %.1f %% may be.",
            broker.id(), megabytes(shortage.missing()), needed, allowed)
        : format(
            "Broker %d would use %.1f %% of its %s for a time, and %.1f %% are allowed.",
            broker.id(), needed, shortage.of().key(), allowed);
  }

  private static String asked(WaveLimits limits) {
    return limits.minIsr().isPresent()
        ? String.valueOf(limits.minIsr().getAsInt())
        : "as their topics ask for";
  }

  private static String wayOut(Waves waves) {
    if (waves.sufficientDisk().isPresent()) {
      return format(
          "All of it can be done with --disk-limit %.3f.", waves.sufficientDisk().getAsDouble());
    }
    boolean lacksDisk = waves.shortages().stream().anyMatch(each -> each.of() == Measure.DISK);
    boolean lacksOther = waves.shortages().stream().anyMatch(each -> each.of() != Measure.DISK);
    if (lacksDisk && lacksOther) {
      return "Give these brokers more disk and allow them the rest while the plan is carried out, or"
          + " add a broker.";
    }
    return lacksDisk
        ? "Not even whole disks would do: give these brokers more disk, shorten retention, or add a"
            + " broker."
        : "Allow these brokers that much while the plan is carried out, or add a broker.";
  }

  public static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
