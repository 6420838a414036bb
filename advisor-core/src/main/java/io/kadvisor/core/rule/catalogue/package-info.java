/** Every rule that there is, once. */
package io.kadvisor.core.rule.catalogue;
