/** The figures of a placement, as the neutral scorer of the reference inputs computes them. */
package io.kadvisor.core.planner.score;
