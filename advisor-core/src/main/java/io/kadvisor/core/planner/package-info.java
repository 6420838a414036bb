/** A plan for a whole cluster: what to move where, which replicas lead, why, and at what cost. */
package io.kadvisor.core.planner;
