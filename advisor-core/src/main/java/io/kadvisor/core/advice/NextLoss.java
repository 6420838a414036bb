package io.kadvisor.core.advice;

import io.kadvisor.core.advice.Replication.Loss;
import java.util.Optional;

/** Says what the next loss of a broker would do, computed from this sweep. */
final class NextLoss {
  private NextLoss() {}

  static String forecast(Replication replication, ClusterView view) {
    Optional<Loss> worst = replication.worstNextLoss(view.alive());
    return worst
        .map(loss -> "If " + view.name(loss.broker()) + " is lost too, " + consequences(loss) + ".")
        .orElse("Any one further broker may be lost: every partition that works now stays writable.");
  }

  private static String consequences(Loss loss) {
    String offline =
        loss.offline().isEmpty() ? "" : loss.offline().counted() + " go offline (" + loss.offline().named() + ")";
    String refusing =
        loss.refusing().isEmpty()
            ? ""
            : loss.refusing().counted() + " refuse writes with acks=all (" + loss.refusing().named() + ")";
    return offline.isEmpty() || refusing.isEmpty() ? offline + refusing : offline + " and " + refusing;
  }
}
