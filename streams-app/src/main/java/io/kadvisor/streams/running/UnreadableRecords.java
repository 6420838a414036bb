package io.kadvisor.streams.running;

import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.StreamCounters.Count;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * Sends bytes that are no record of their topic to the dead letters, with their origin, and counts
 * them.
 */
public final class UnreadableRecords extends LogAndContinueExceptionHandler {
  private StreamCounters counters;

  @Override
  public void configure(Map<String, ?> configs) {
    super.configure(configs);
    counters = (StreamCounters) configs.get(StreamsProperties.COUNTERS);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    counters.add(Count.DEAD_LETTERS);
    return super.handleError(context, record, exception);
  }
}
