/** Real KRaft brokers as child processes: start, stop, kill, pause, resume, add. */
package io.kadvisor.localcluster;
