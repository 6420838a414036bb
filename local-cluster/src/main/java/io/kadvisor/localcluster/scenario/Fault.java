package io.kadvisor.localcluster.scenario;

/**
 * One thing wrong in a scenario file.
 *
 * @param path where, {@code scenarios[0].steps[1].kill.broker}
 * @param value what stands there
 * @param remedy what would be right
 */
public record Fault(String path, String value, String remedy) {
  @Override
  public String toString() {
    return path + ": found " + value + "; " + remedy;
  }
}
