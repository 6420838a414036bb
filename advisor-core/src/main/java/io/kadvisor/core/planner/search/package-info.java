/** Looks for few and small changes that bring every broker within its limits. */
package io.kadvisor.core.planner.search;
