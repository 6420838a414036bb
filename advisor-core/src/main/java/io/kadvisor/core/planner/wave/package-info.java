/** How a plan is carried out: in which order, in what portions, how fast, and how to get back. */
package io.kadvisor.core.planner.wave;
