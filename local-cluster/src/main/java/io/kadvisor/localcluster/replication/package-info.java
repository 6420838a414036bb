/** The way of records between brokers, through proxies of this process that can hold it up. */
package io.kadvisor.localcluster.replication;
