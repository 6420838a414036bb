package io.kadvisor.core.advice;

import io.kadvisor.core.advice.Replication.Loss;
import io.kadvisor.model.BrokerId;
import java.util.Optional;

/** Says what the next loss of a broker would do, computed from this sweep. */
final class NextLoss {
  private NextLoss() {}

  static String forecast(Replication replication, ClusterView view) {
    Optional<Loss> worst = replication.worstNextLoss(view.alive());
    String also = view.anyAway() ? " is lost too, " : " is lost, ";
    return worst
        .map(loss -> "If " + view.name(loss.broker()) + also + consequences(loss) + ".")
        .orElse(
            "Any one "
                + (view.anyAway() ? "further " : "")
                + "broker may be lost: every partition that works now stays writable.");
  }

  /** What happens if a broker that may live is really gone. */
  static String ifReallyGone(Replication replication, BrokerId broker) {
    Loss loss = replication.loss(broker);
    return "If it is really gone, "
        + (loss.hurts()
            ? consequences(loss)
            : "its leaders move within the session time-out and every partition stays writable")
        + ".";
  }

  private static String consequences(Loss loss) {
    String offline =
        loss.offline().isEmpty()
            ? ""
            : loss.offline().counted("goes", "go") + " offline (" + loss.offline().named() + ")";
    String refusing =
        loss.refusing().isEmpty()
            ? ""
            : loss.refusing().counted("refuses", "refuse")
                + " writes with acks=all ("
                + loss.refusing().named()
                + ")";
    return offline.isEmpty() || refusing.isEmpty()
        ? offline + refusing
        : offline + " and " + refusing;
  }
}
