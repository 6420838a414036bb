/**
 * Rules about how leaders, replicas and load are spread over the brokers, and about moving them.
 */
package io.kadvisor.core.rule.balance;
