package io.kadvisor.model.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cuts a plan into parts that fit a record of 256 KB. Sizes are estimated from above, as JSON in
 * UTF-8; the summary, whose lists are bounded, has the first part.
 */
final class PlanCutter {
  /** Bytes of a part. */
  private static final int PART = 200 * 1024;

  private static final int WAVE = 300;
  private static final int BROKER = 500;
  private static final int ERROR = 150;
  private static final int STEP = 140;
  private static final int REPLICA = 24;

  /** What one part holds. */
  private static final class Content {
    private final List<PlanWave> waves = new ArrayList<>();
    private final List<BrokerChange> brokers = new ArrayList<>();
    private final List<ModelError> errors = new ArrayList<>();
    private final List<PlanStep> steps = new ArrayList<>();
    private final List<PlanText> texts = new ArrayList<>();
    private int room = PART;
  }

  private final KeptPlan plan;
  private final List<Content> contents = new ArrayList<>();

  PlanCutter(KeptPlan plan) {
    this.plan = plan;
  }

  List<PlanPart> parts() {
    contents.add(new Content());
    last().room -= summary();
    plan.waves().forEach(wave -> with(WAVE + 6 * wave.purpose().length()).waves.add(wave));
    plan.brokers().forEach(broker -> with(BROKER + 6 * broker.rack().length()).brokers.add(broker));
    plan.errors().forEach(error -> with(ERROR).errors.add(error));
    plan.steps().forEach(step -> with(size(step)).steps.add(step));
    new TreeMap<>(plan.texts()).forEach(this::text);
    List<PlanPart> parts = new ArrayList<>();
    for (int part = 0; part < contents.size(); part++) {
      parts.add(part(part, contents.get(part)));
    }
    return parts;
  }

  private Content last() {
    return contents.get(contents.size() - 1);
  }

  /** The last part, or a new one where that has no room for so much more. */
  private Content with(int bytes) {
    if (last().room < bytes) {
      contents.add(new Content());
    }
    last().room -= bytes;
    return last();
  }

  private int summary() {
    PlanSummary summary = plan.summary();
    int strings =
        summary.notes().stream().mapToInt(String::length).sum()
            + summary.notKept().stream().mapToInt(String::length).sum()
            + summary.asked().topics().stream().mapToInt(topic -> topic.length() + 3).sum();
    return 1000 + 2 * strings;
  }

  private static int size(PlanStep step) {
    return STEP
        + step.topic().value().length()
        + REPLICA * (step.before().size() + step.after().size());
  }

  private void text(String name, String content) {
    int from = 0;
    int size = 0;
    for (int at = 0; at < content.length(); at++) {
      size += bytesInJson(content.charAt(at));
      if (size > PART / 2 && !Character.isLowSurrogate(content.charAt(at))) {
        with(size).texts.add(new PlanText(name, content.substring(from, at)));
        from = at;
        size = bytesInJson(content.charAt(at));
      }
    }
    with(size).texts.add(new PlanText(name, content.substring(from)));
  }

  /** RFC 8259, section 7. */
  private static int bytesInJson(char c) {
    if (c < 0x20) {
      return 6;
    }
    if (c < 0x80) {
      return c == '"' || c == '\\' ? 2 : 1;
    }
    return c < 0x800 ? 2 : 3;
  }

  private PlanPart part(int part, Content content) {
    return new PlanPart(
        PlanPart.VERSION,
        plan.cluster(),
        plan.advisory(),
        plan.id(),
        part,
        contents.size(),
        plan.madeAt(),
        part == 0 ? Optional.of(plan.summary()) : Optional.empty(),
        content.waves,
        content.brokers,
        content.errors,
        content.steps,
        content.texts);
  }
}
