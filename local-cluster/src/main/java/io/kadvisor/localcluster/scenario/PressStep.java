package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.Deadline;
import io.kadvisor.localcluster.workload.ProducerPlan;
import java.time.Duration;
import java.util.Locale;

/**
 * A producer whose rate is stepped until the broker that leads the topic uses so many cores, and
 * then left alone. How many records that takes depends on the machine, so it is measured.
 */
record PressStep(int broker, String topic, double from, double to) implements Step {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final double FIRST_RATE = 20;
  private static final int RECORD_BYTES = 10_000;
  private static final double LARGEST_STEP = 2;

  /** More is not sent where a machine is too busy to give the broker its share. */
  private static final double HIGHEST_RATE = 500;

  /** So often in a row: the first hit may be chance. */
  private static final int HITS = 2;

  static PressStep read(Fields fields) {
    return new PressStep(
        fields.integer("broker", 0).orElse(0),
        fields.requiredText("topic"),
        fields.number("from", 0, Double.POSITIVE_INFINITY).orElse(0.0),
        fields.number("to", 0, Double.POSITIVE_INFINITY).orElse(1.0));
  }

  @Override
  public void run(Stage stage) {
    var deadline = Deadline.in(PATIENCE);
    double rate = FIRST_RATE;
    double cores = 0;
    for (int hits = 0; hits < HITS; ) {
      if (deadline.isOver()) {
        throw new StepFailed(
            String.format(
                Locale.ROOT, "%s: %.2f cores at %.0f records/s", describe(), cores, rate));
      }
      stage.workload().produce(plan(rate));
      cores = look(stage);
      boolean hit = cores >= from && cores <= to;
      hits = hit ? hits + 1 : 0;
      rate = hit ? rate : next(rate, cores);
    }
  }

  private ProducerPlan plan(double rate) {
    // the broker's work is by batch: with one a record, little traffic is much work
    return ProducerPlan.steady(topic, topic, rate, RECORD_BYTES).unbatched();
  }

  private double look(Stage stage) {
    try {
      return ProcessCpu.of(stage.cluster().broker(broker)).coresOver(LOOK);
    } catch (ClusterView.Unseen e) {
      throw new StepFailed(describe(), e);
    }
  }

  private double next(double rate, double cores) {
    double wanted = (from + to) / 2 / Math.max(cores, 0.01);
    double next = rate * Math.max(1 / LARGEST_STEP, Math.min(LARGEST_STEP, wanted));
    return Math.min(HIGHEST_RATE, next);
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "produce to topic %s until broker %d uses %.2f to %.2f cores",
        topic,
        broker,
        from,
        to);
  }
}
