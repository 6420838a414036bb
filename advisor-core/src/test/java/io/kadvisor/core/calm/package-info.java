/**
 * A big cluster with faults at a realistic rate: how much is told, what is missed, what is false.
 */
package io.kadvisor.core.calm;
