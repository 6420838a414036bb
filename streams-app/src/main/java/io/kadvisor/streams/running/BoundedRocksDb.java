package io.kadvisor.streams.running;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/**
 * Puts every store under the process's one memory bound. RocksDB's defaults cost about 100 MB a
 * store and partition (Kafka Streams developer guide, memory management).
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  private static final long WRITE_BUFFER = 1024L * 1024;
  private static final int OPEN_FILES = 64;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    RocksDbMemory memory = (RocksDbMemory) configs.get(RocksDbMemory.CONFIG);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.buffers());
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(2);
    options.setMaxOpenFiles(OPEN_FILES);
  }

  /** The cache and the buffers are the process's: whoever made them closes them. */
  @Override
  public void close(String store, Options options) {}
}
