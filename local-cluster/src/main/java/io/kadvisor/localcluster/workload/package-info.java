/**
 * Real producers and consumer groups with the habits of an online shop, at rates that can be
 * changed while they run.
 */
package io.kadvisor.localcluster.workload;
