/** Where every replica is while a plan is made, and what each broker carries then. */
package io.kadvisor.core.planner.placement;
