package io.kadvisor.core.planner.score;

/**
 * Rules that are broken.
 *
 * @param rackPartitions partitions in fewer racks than they could be
 * @param duplicateReplica partitions with two replicas on one broker
 * @param replicasOnDeadBrokers on brokers that must end empty
 * @param nonPreferredLeader partitions not led by their first replica
 */
public record Violations(
    int rackPartitions, int duplicateReplica, int replicasOnDeadBrokers, int nonPreferredLeader) {}
