/** Rules about the cluster as a whole and about the sight that Kadvisor has of it. */
package io.kadvisor.core.rule.cluster;
