/** Rules about single brokers: whether they are there, and how much they lead. */
package io.kadvisor.core.rule.broker;
