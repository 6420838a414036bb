package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.BrokerSample;
import java.util.List;

/** A rule that says one thing of each broker. */
interface BrokerRule extends Rule {
  @Override
  default List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    return sweep.brokers().values().stream()
        .map(broker -> assess(broker, sweep, memory, settings))
        .toList();
  }

  /** What it says of this one, whose peers are in the sweep. */
  Assessment assess(BrokerSample broker, Sweep sweep, Memory memory, Settings settings);
}
