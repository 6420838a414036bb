/** The contract on Kafka: each topic once, its key, its bytes, and its place. */
package io.kadvisor.wire;
