/** What each broker carries before a plan and after it: as a table, as figures and as a chart. */
package io.kadvisor.cli.plan.broker;
