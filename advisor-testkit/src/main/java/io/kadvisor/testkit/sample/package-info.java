/**
 * A small watched cluster that changes as tests say and gives the samples that a sweep of it would.
 */
package io.kadvisor.testkit.sample;
