/** The command line: one command a class, and the exit codes that all of them share. */
package io.kadvisor.cli;
