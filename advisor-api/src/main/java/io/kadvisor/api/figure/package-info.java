/** The figures that a process shows of itself. */
package io.kadvisor.api.figure;
