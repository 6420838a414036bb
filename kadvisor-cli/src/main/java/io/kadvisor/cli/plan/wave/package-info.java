/** What an operator needs to carry a plan out: the files of each wave, and the steps in order. */
package io.kadvisor.cli.plan.wave;
