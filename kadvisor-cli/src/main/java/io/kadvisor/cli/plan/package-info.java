/** The terminal tool that plans a cluster's replicas and leaders. */
package io.kadvisor.cli.plan;
