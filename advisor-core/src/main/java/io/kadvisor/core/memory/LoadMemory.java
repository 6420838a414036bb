package io.kadvisor.core.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.sample.LongColumn;
import java.util.Optional;

/**
 * What is remembered of a broker's load: counters as they stood, so that a mean over a time needs
 * only two of them, and how full its fullest volume was. Columnar and thinned: all brokers of a
 * cluster are one value.
 *
 * @param filling absent until log directories were seen
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record LoadMemory(Work work, Optional<Filling> filling) {
  public static final LoadMemory NEW = new LoadMemory(Work.NONE, Optional.empty());

  /**
   * Counters, oldest first; a value is absent where it was not observed.
   *
   * @param at milliseconds since the epoch
   * @param cpu milliseconds of CPU time
   * @param in bytes of clients and replication
   * @param out bytes of clients and replication
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Work(LongColumn at, LongColumn cpu, LongColumn in, LongColumn out) {
    public static final Work NONE =
        new Work(LongColumn.empty(), LongColumn.empty(), LongColumn.empty(), LongColumn.empty());

    public Work {
      at = at == null ? LongColumn.empty() : at;
      cpu = cpu == null ? LongColumn.empty() : cpu;
      in = in == null ? LongColumn.empty() : in;
      out = out == null ? LongColumn.empty() : out;
    }
  }

  /**
   * How full one volume was, oldest first; the longer ago, the wider apart.
   *
   * @param volume that it is the history of
   * @param at milliseconds since the epoch
   * @param used bytes
   */
  public record Filling(String volume, LongColumn at, LongColumn used) {
    public int levels() {
      return at.size();
    }
  }

  public LoadMemory {
    work = work == null ? Work.NONE : work;
    filling = filling == null ? Optional.empty() : filling;
  }
}
