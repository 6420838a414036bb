package io.kadvisor.collector.probe;

/** Probes one cluster for whoever sweeps it. */
public interface Prober extends AutoCloseable {
  /** Where there is no probe. */
  Prober NONE =
      new Prober() {
        @Override
        public Probed read() {
          return Probed.NOTHING;
        }

        @Override
        public void rest() {}

        @Override
        public void close() {}
      };

  /** What is known until now, without waiting; the first call begins to probe. */
  Probed read();

  /** Sends no more until the next {@link #read()}. */
  void rest();

  @Override
  void close();
}
