package io.kadvisor.streams.running;

import io.kadvisor.streams.StateNotWrittenException;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.StreamCounters.Count;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends records that a processor rejects to the dead letters, with their origin, and counts them.
 * Trouble of Streams itself and a state half written are no fault of a record: they end the thread.
 */
public final class RejectedRecords extends LogAndContinueProcessingExceptionHandler {
  private StreamCounters counters;

  @Override
  public void configure(Map<String, ?> configs) {
    super.configure(configs);
    counters = (StreamCounters) configs.get(StreamsProperties.COUNTERS);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (exception instanceof StreamsException || exception instanceof StateNotWrittenException) {
      return Response.fail();
    }
    counters.add(Count.DEAD_LETTERS);
    return super.handleError(context, record, exception);
  }
}
