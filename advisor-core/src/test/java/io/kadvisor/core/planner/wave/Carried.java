package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What brokers send and take in, summed up anew from where the replicas are. */
final class Carried {
  private final ClusterModel model;
  private final Map<Integer, Replicas> now = new HashMap<>();

  /** Before the first of these waves. */
  Carried(ClusterModel model, List<Wave> waves) {
    this.model = model;
    waves.stream()
        .flatMap(wave -> wave.steps().stream())
        .forEach(step -> now.putIfAbsent(step.partition(), step.before()));
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      now.putIfAbsent(partition, SampleSteps.present(model, partition));
    }
  }

  void run(Wave wave) {
    wave.steps().forEach(step -> now.put(step.partition(), step.after()));
  }

  double spareIn(int broker) {
    double in = 0;
    for (Replicas replicas : now.values()) {
      for (int at = 0; at < replicas.count(); at++) {
        in += replicas.broker(at) == broker ? replicas.inflow(at) : 0;
      }
    }
    return model.brokers().get(broker).capacity().of(Resource.NW_IN) - in;
  }

  double spareOut(int broker) {
    double out = 0;
    for (Map.Entry<Integer, Replicas> each : now.entrySet()) {
      Replicas replicas = each.getValue();
      if (replicas.leader() == broker) {
        out += model.leadingOut(each.getKey());
        for (int at = 0; at < replicas.count(); at++) {
          out += replicas.broker(at) == broker ? 0 : replicas.inflow(at);
        }
      }
    }
    return model.brokers().get(broker).capacity().of(Resource.NW_OUT) - out;
  }
}
