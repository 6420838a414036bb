/** Findings that belong together: one root, its symptoms, one incident. */
package io.kadvisor.core.incident;
