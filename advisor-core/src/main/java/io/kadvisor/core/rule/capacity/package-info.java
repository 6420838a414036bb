/** Rules about what brokers can carry, and about what is kept elsewhere. */
package io.kadvisor.core.rule.capacity;
