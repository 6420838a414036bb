/** A cluster as the planner sees it: brokers, and every replica with its load, in columns. */
package io.kadvisor.core.planner.model;
