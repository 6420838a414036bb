/** What the end of a command says to a script. */
package io.kadvisor.cli.exit;
