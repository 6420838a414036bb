package io.kadvisor.streams.planning;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.policy.Policy;
import java.util.SortedMap;

/**
 * A sweep and what was thought of it.
 *
 * @param advisories open ones, and ended ones until they are forgotten
 */
public record Judged(Sweep sweep, Policy policy, SortedMap<AdvisoryId, Advisory> advisories) {}
