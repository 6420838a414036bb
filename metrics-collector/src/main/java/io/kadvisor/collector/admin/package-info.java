/**
 * Facts over the Admin API: batched calls with a deadline each, and a word from every broker
 * itself.
 */
package io.kadvisor.collector.admin;
