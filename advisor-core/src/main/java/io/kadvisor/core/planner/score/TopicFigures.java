package io.kadvisor.core.planner.score;

/**
 * How the replicas of each topic are spread over brokers.
 *
 * @param meanStdev mean over the topics of the standard deviation over brokers
 * @param meanRange mean over the topics of most minus fewest
 * @param largestRange of all topics
 */
public record TopicFigures(double meanStdev, double meanRange, double largestRange) {}
