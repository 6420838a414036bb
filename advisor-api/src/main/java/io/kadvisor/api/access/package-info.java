/** Who may do what, and from where: tokens, roles, TLS, the address that is listened on. */
package io.kadvisor.api.access;
