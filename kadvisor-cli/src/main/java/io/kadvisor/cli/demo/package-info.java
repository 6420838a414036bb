/**
 * The main job on an embedded default: brokers, workload, the advisor in a process of its own,
 * scenarios, report.
 */
package io.kadvisor.cli.demo;
