package io.kadvisor.core.rule.group;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import java.util.List;
import java.util.Optional;

/** A rule that looks at each group by itself, Kadvisor's own left out. */
interface GroupRule extends Rule {
  @Override
  default List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    return sweep.groups().values().stream()
        .filter(group -> !group.self())
        .map(group -> Standing.of(group, sweep, memory))
        .flatMap(standing -> assess(standing, sweep, memory, settings).stream())
        .toList();
  }

  /** What it says of this one; nothing where another rule speaks. */
  Optional<Assessment> assess(Standing standing, Sweep sweep, Memory memory, Settings settings);
}
