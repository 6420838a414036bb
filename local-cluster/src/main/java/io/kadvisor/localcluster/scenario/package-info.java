/**
 * Faults as files of primitives: read strictly, injected for real, proved by an independent client,
 * repaired.
 */
package io.kadvisor.localcluster.scenario;
