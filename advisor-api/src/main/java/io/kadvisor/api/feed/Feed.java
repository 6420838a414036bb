package io.kadvisor.api.feed;

import io.kadvisor.api.health.RoleHealth;

/** Brings what the topics hold into the read model. */
public interface Feed extends AutoCloseable {
  /** Begins to read, on a thread of its own. */
  void start();

  /** True once everything that was there at the start has been read. */
  boolean loaded();

  /** As a role: up once everything that was there at the start has been read. */
  RoleHealth health();

  @Override
  void close();
}
