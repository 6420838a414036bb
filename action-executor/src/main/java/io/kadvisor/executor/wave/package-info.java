/** Carries out a plan wave by wave, watches each to its end, and stops cleanly. */
package io.kadvisor.executor.wave;
