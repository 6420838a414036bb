/** A planner's model of a cluster that runs, from what one sweep saw of it. */
package io.kadvisor.core.planner.live;
