/** Measures the advisor as a whole, on real brokers. */
package io.kadvisor.cli.bench;
