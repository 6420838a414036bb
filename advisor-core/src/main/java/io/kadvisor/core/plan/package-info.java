/** Where replicas should be: plans in the format that Kafka's own tools take. */
package io.kadvisor.core.plan;
