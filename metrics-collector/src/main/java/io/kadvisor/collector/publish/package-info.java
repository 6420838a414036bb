/** From samples to the home cluster: records first, all acknowledged, then the mark. */
package io.kadvisor.collector.publish;
