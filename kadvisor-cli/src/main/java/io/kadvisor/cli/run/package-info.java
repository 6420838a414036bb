/** {@code kadvisor run}: the roles wired together from one configuration. */
package io.kadvisor.cli.run;
