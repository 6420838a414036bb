package io.kadvisor.localcluster;

/** What this side did last with a process; whether the cluster knows is another question. */
public enum ServerState {
  STOPPED,
  RUNNING,
  PAUSED
}
