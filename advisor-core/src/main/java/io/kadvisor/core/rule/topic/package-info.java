/** Rules about the replicas of a topic. */
package io.kadvisor.core.rule.topic;
