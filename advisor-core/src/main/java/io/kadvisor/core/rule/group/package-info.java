/** Rules about the lag of consumer groups; at most one of them speaks about a group. */
package io.kadvisor.core.rule.group;
