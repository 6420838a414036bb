/** The probe from a terminal, once. */
package io.kadvisor.cli.probe;
