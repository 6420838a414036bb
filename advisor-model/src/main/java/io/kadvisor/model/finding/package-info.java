/** What a rule found about one subject, with its evidence. */
package io.kadvisor.model.finding;
