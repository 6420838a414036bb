/**
 * What the judgement must remember of brokers and groups between sweeps; compact, one value a
 * subject.
 */
package io.kadvisor.core.memory;
