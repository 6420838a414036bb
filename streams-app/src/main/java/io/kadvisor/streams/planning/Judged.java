package io.kadvisor.streams.planning;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import java.util.SortedMap;

/**
 * A sweep and what was thought of it.
 *
 * @param findings pending, firing and recovering ones
 * @param advisories open ones, and ended ones until they are forgotten
 */
public record Judged(
    Sweep sweep,
    Policy policy,
    SortedMap<FindingId, Finding> findings,
    SortedMap<AdvisoryId, Advisory> advisories) {}
