/** The one class of ours that runs inside a broker's process. */
package io.kadvisor.localcluster.brokers;
