/** The files that deploy the program, held to what the program really does. */
package io.kadvisor.cli.deploy;
