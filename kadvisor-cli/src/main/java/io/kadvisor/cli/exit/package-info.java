/** What a command says at its end, to a person and to a script. */
package io.kadvisor.cli.exit;
