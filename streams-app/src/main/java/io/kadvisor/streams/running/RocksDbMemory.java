package io.kadvisor.streams.running;

import io.kadvisor.model.unit.DataSize;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one budget of write buffers for every store of the process; the buffers count
 * in the cache.
 */
final class RocksDbMemory implements AutoCloseable {
  /** Key in the configuration under which the stores find it. */
  static final String CONFIG = "kadvisor.rocksdb.memory";

  private static final int BUFFERS_SHARE = 2;

  private final Cache cache;
  private final WriteBufferManager buffers;

  RocksDbMemory(DataSize size) {
    RocksDB.loadLibrary();
    cache = new LRUCache(size.bytes());
    buffers = new WriteBufferManager(size.bytes() / BUFFERS_SHARE, cache);
  }

  Cache cache() {
    return cache;
  }

  WriteBufferManager buffers() {
    return buffers;
  }

  @Override
  public void close() {
    buffers.close();
    cache.close();
  }
}
