package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.wave.BrokerPeak;
import io.kadvisor.core.planner.wave.BrokerShare;
import io.kadvisor.core.planner.wave.Shortage;
import io.kadvisor.core.planner.wave.Step;
import io.kadvisor.core.planner.wave.Throttle;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.core.planner.wave.Waves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waves as figures for a script; MB, and bytes a second. */
final class WaveFigures {
  private static final int BYTES = 1024;

  private final Waves waves;
  private final ClusterModel model;
  private final WaveNames names;

  WaveFigures(Waves waves, WaveNames names) {
    this.waves = waves;
    model = waves.model();
    this.names = names;
  }

  /** All that is known. */
  Map<String, Object> all() {
    Map<String, Object> all = summary();
    List<Map<String, Object>> list = new ArrayList<>();
    for (int at = 0; at < waves.waves().size(); at++) {
      Map<String, Object> wave = wave(at);
      wave.put("brokers", waves.waves().get(at).brokers().stream().map(this::share).toList());
      list.add(wave);
    }
    all.put("list", list);
    return all;
  }

  /** The same without what each wave asks of each broker. */
  Map<String, Object> brief() {
    Map<String, Object> all = summary();
    List<Map<String, Object>> list = new ArrayList<>();
    for (int at = 0; at < waves.waves().size(); at++) {
      list.add(wave(at));
    }
    all.put("list", list);
    return all;
  }

  private Map<String, Object> summary() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("count", waves.waves().size());
    all.put("copies", waves.copies());
    all.put("megabytes", rounded(waves.megabytes()));
    all.put("seconds", waves.duration().toSeconds());
    all.put("copiesPerBroker", waves.limits().copiesPerBroker());
    all.put("platform", waves.limits().platform());
    all.put("partitionsPerCall", waves.limits().platform().partitions());
    all.put("diskLimit", waves.limits().disk());
    waves.limits().minIsr().ifPresent(least -> all.put("minIsr", least));
    all.put("preconditions", Preconditions.sentences(waves.limits().platform()));
    all.put("stopWhen", Preconditions.STOP_WHEN);
    all.put("brokerPeaks", waves.peaks().stream().map(this::peak).toList());
    all.put("blocked", blocked());
    all.put("notDone", Words.leftOut(waves));
    return all;
  }

  private Map<String, Object> blocked() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("steps", waves.blocked().size());
    all.put("megabytes", rounded(waves.blocked().stream().mapToDouble(Step::megabytes).sum()));
    all.put("shortages", waves.shortages().stream().map(this::shortage).toList());
    waves.sufficientDisk().ifPresent(disk -> all.put("sufficientDiskLimit", disk));
    all.put("underMinIsr", waves.underMinIsr().size());
    return all;
  }

  private Map<String, Object> shortage(Shortage shortage) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("broker", id(shortage.broker()));
    all.put("of", shortage.of().key());
    all.put("unit", shortage.of().resource().map(WaveFigures::unit).orElse("replicas"));
    double times = shortage.of().resource().map(WaveFigures::timesUnit).orElse(1);
    all.put("needed", rounded(shortage.needed() * times));
    all.put("allowed", rounded(shortage.allowed() * times));
    return all;
  }

  private static String unit(Resource resource) {
    return switch (resource) {
      case CPU -> "%";
      case DISK -> "MB";
      case NW_IN, NW_OUT -> "B/s";
    };
  }

  private static int timesUnit(Resource resource) {
    return resource == Resource.NW_IN || resource == Resource.NW_OUT ? BYTES : 1;
  }

  private Map<String, Object> peak(BrokerPeak peak) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("broker", id(peak.broker()));
    all.put("extraDiskMB", rounded(peak.extraDisk()));
    all.put("diskMB", rounded(peak.disk()));
    all.put("diskLimitMB", rounded(peak.diskLimit()));
    all.put("extraInBytesPerSecond", (long) (peak.extraIn() * BYTES));
    all.put("extraOutBytesPerSecond", (long) (peak.extraOut() * BYTES));
    return all;
  }

  private Map<String, Object> wave(int at) {
    Wave wave = waves.waves().get(at);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("wave", names.number(at));
    all.put("urgency", wave.urgency());
    all.put("partitions", wave.steps().size());
    all.put("copies", wave.copies());
    all.put("megabytes", rounded(wave.megabytes()));
    all.put("elections", wave.elected().size());
    wave.throttle().ifPresent(throttle -> putThrottle(all, throttle));
    wave.rollbackThrottle()
        .ifPresent(throttle -> all.put("rollbackBytesPerSecond", throttle.bytesPerSecond()));
    return all;
  }

  private void putThrottle(Map<String, Object> all, Throttle throttle) {
    all.put("throttleBytesPerSecond", throttle.bytesPerSecond());
    all.put("seconds", throttle.duration().toSeconds());
    all.put("heldBackBy", id(throttle.broker()));
    all.put("heldBackIn", throttle.sends() ? "sending" : "taking in");
    all.put("exceedsHeadroom", throttle.exceedsHeadroom());
  }

  private Map<String, Object> share(BrokerShare share) {
    double capacity = model.brokers().get(share.broker()).capacity().of(Resource.DISK);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("broker", id(share.broker()));
    all.put("copiesIn", share.copiesIn());
    all.put("megabytesIn", rounded(share.megabytesIn()));
    all.put("copiesOut", share.copiesOut());
    all.put("megabytesOut", rounded(share.megabytesOut()));
    all.put("diskMB", rounded(share.disk()));
    all.put("diskLimitMB", rounded(share.diskLimit()));
    all.put("diskCapacityMB", capacity);
    return all;
  }

  private int id(int broker) {
    return model.brokers().get(broker).id();
  }

  /** To thousandths. */
  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
