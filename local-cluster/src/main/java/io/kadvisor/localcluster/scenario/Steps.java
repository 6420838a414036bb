package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.scenario.BrokerStep.Deed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads steps: each is a mapping of its name to its arguments, {@code kill: {broker: 2}}. */
final class Steps {
  private static final Map<String, Function<Fields, Step>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("kill", fields -> act(Deed.KILL, fields));
    KINDS.put("pause", fields -> act(Deed.PAUSE, fields));
    KINDS.put("resume", fields -> act(Deed.RESUME, fields));
    KINDS.put("start", fields -> act(Deed.START, fields));
    KINDS.put("stop", fields -> act(Deed.STOP, fields));
    KINDS.put("restart", fields -> act(Deed.RESTART, fields));
    KINDS.put("add-broker", BrokerStep.Add::read);
    KINDS.put("remove-broker", fields -> new BrokerStep.Remove(oneBroker(fields)));
    KINDS.put(
        "add-volume",
        fields ->
            new BrokerStep.AddVolume(
                oneBroker(fields), fields.integer("megabytes", 16).orElse(128)));
    KINDS.put("remove-volume", fields -> new BrokerStep.RemoveVolume(oneBroker(fields)));
    KINDS.put("reassign", PlacementStep.Reassign::read);
    KINDS.put("elect", fields -> new PlacementStep.Elect(fields.text("topic")));
    KINDS.put("set-config", TopicStep.SetConfig::read);
    KINDS.put("create-topic", TopicStep.Create::read);
    KINDS.put("delete-topic", fields -> new TopicStep.Delete(fields.requiredText("topic")));
    KINDS.put("produce", ClientStep.Produce::read);
    KINDS.put("stop-produce", fields -> new ClientStep.StopProduce(fields.requiredText("name")));
    KINDS.put("press-cpu", PressStep::read);
    KINDS.put("consume", ClientStep.Consume::read);
    KINDS.put("start-group", fields -> new ClientStep.StartGroup(fields.requiredText("group")));
    KINDS.put("stop-group", fields -> new ClientStep.StopGroup(fields.requiredText("group")));
    KINDS.put("roll-group", ClientStep.RollGroup::read);
    KINDS.put("clear-workload", fields -> new EmptyStep.Clear());
    KINDS.put("start-workload", fields -> new EmptyStep.Fill());
    KINDS.put("delete-group", fields -> new ClientStep.DeleteGroup(fields.requiredText("group")));
    KINDS.put("limit-replication", ReplicationStep::limit);
    KINDS.put("delay-replication", ReplicationStep::delay);
    KINDS.put("drop-replication", ReplicationStep::drop);
    KINDS.put("pass-replication", ReplicationStep::pass);
    for (ControllerStep.Deed deed : ControllerStep.Deed.values()) {
      String name = deed.name().toLowerCase(Locale.ROOT) + "-controller";
      KINDS.put(name, fields -> ControllerStep.read(deed, fields));
    }
    KINDS.put("saturate", SaturationStep.Begin::read);
    KINDS.put("stop-saturating", SaturationStep.End::read);
    KINDS.put("drain", fields -> new OperatorStep.Drain(oneBroker(fields), true));
    KINDS.put("keep", fields -> new OperatorStep.Drain(oneBroker(fields), false));
    KINDS.put(
        "carry-out-plan", fields -> new OperatorStep.CarryOutPlan(fields.requiredText("subject")));
    KINDS.put("repeat", RepeatStep::read);
    KINDS.put("wait", WaitStep::read);
  }

  private Steps() {}

  static Set<String> names() {
    return KINDS.keySet();
  }

  static List<Step> read(Fields scenario, String key) {
    var steps = new ArrayList<Step>();
    for (Fields.Item item : scenario.list(key)) {
      Named.read(item, scenario, KINDS.keySet())
          .ifPresent(
              named -> {
                steps.add(KINDS.get(named.name()).apply(named.arguments()));
                named.arguments().end();
              });
    }
    return steps;
  }

  private static int oneBroker(Fields fields) {
    if (!fields.has("broker")) {
      fields.fault("broker", "must be a broker's id");
    }
    return fields.integer("broker", 0).orElse(0);
  }

  private static Step act(Deed deed, Fields fields) {
    return new BrokerStep.Act(deed, BrokerRef.read(fields));
  }
}
