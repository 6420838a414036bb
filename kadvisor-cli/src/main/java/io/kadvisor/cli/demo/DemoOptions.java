package io.kadvisor.cli.demo;

import io.kadvisor.localcluster.scenario.ScenarioFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the person asked for. Without scenarios, overlap and duration the demo runs until it is told
 * to end.
 */
record DemoOptions(
    Optional<ScenarioFile> scenarios,
    boolean overlap,
    long seed,
    Map<String, String> variables,
    Optional<Duration> duration,
    int port,
    Optional<Path> report,
    Optional<Path> recording,
    Optional<Path> policy,
    boolean jmx,
    boolean probe) {}
