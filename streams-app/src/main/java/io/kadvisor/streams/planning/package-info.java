/** The planner beside the streams: makes the plans that advisories want, and keeps them true. */
package io.kadvisor.streams.planning;
