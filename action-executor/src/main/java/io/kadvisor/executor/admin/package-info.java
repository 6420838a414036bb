/** What is done to a cluster, through Kafka's Admin API. */
package io.kadvisor.executor.admin;
