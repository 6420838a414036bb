/**
 * The only doors to Kafka: a consumer of the topics, a probe of the home cluster, a writer of
 * commands.
 */
package io.kadvisor.api.feed;
