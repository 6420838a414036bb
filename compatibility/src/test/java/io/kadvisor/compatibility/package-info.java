/** The real adapters against brokers of old lines. */
package io.kadvisor.compatibility;
