/** Carries a plan out on the cluster that it was made for, and tells how it goes. */
package io.kadvisor.cli.plan.execute;
