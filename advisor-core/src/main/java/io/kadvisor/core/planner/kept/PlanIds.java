package io.kadvisor.core.planner.kept;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.PlanStep;
import io.kadvisor.model.plan.PlanSummary.Asked;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names plans by what they are: whoever makes the plan of a sweep, it has the same id. Twelve
 * hexadecimal digits: of a million plans two are alike once in 560 times.
 */
final class PlanIds {
  private static final int DIGITS = 12;

  private PlanIds() {}

  static String of(Sweep sweep, AdvisoryId advisory, Asked asked, List<PlanStep> steps) {
    MessageDigest digest = digest();
    for (Object part : List.of(sweep.clusterId(), advisory, sweep.id(), asked)) {
      add(digest, part);
    }
    steps.forEach(step -> add(digest, step));
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static void add(MessageDigest digest, Object part) {
    digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
