/** What no plan can do better, and so what a plan should aim at. */
package io.kadvisor.core.planner.bound;
