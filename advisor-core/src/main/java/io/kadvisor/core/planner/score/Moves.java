package io.kadvisor.core.planner.score;

/**
 * What a plan changes.
 *
 * @param replicas copied to a broker that had none of the partition
 * @param partitions with such a replica
 * @param megabytes copied
 * @param leaderChanges partitions led by another broker than before
 * @param leaderOnly those of them without a copy
 * @param reorderOnly partitions of which nothing but the order of replicas changes
 * @param mostInto megabytes that the broker takes in that takes most
 * @param mostOutOf megabytes that leave the broker that copies are read from most: leaders before
 * @param raised partitions that have more replicas than before
 * @param addedPartitions partitions that were not before; none of the other counts has them
 * @param toOldBrokers copies to brokers that are not new, where there are new ones
 * @param shareOfReplicas part of all replicas that is copied
 * @param shareOfData part of all megabytes that is copied
 */
public record Moves(
    int replicas,
    int partitions,
    double megabytes,
    int leaderChanges,
    int leaderOnly,
    int reorderOnly,
    double mostInto,
    double mostOutOf,
    int raised,
    int addedPartitions,
    int toOldBrokers,
    double shareOfReplicas,
    double shareOfData) {}
