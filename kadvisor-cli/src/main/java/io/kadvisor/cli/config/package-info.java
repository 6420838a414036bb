/** {@code kadvisor.yaml}: read whole, every fault told at once. */
package io.kadvisor.cli.config;
