/** What the advisor costs and how fast it is, each figure beside a reference of the same run. */
package io.kadvisor.benchmarks;
