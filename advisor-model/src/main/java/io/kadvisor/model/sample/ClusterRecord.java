package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kadvisor.model.ClusterId;

/**
 * What {@code metrics.cluster} carries: the sample of the cluster, and the mark that closes its
 * sweep.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(ClusterSample.class), @JsonSubTypes.Type(SweepMark.class)})
public sealed interface ClusterRecord permits ClusterSample, SweepMark {
  ClusterId cluster();
}
