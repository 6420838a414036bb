package io.kadvisor.streams.running;

import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.StreamCounters.Count;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out results above a size limit, and counts them; other trouble in sending is Streams' to
 * retry or fail.
 */
public final class UnwritableRecords extends DefaultProductionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UnwritableRecords.class);

  private StreamCounters counters;

  @Override
  public void configure(Map<String, ?> configs) {
    super.configure(configs);
    counters = (StreamCounters) configs.get(StreamsProperties.COUNTERS);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (exception instanceof RecordTooLargeException) {
      return leaveOut(record.topic(), exception);
    }
    return super.handleError(context, record, exception);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    return leaveOut(record.topic(), exception);
  }

  private Response leaveOut(String topic, Exception exception) {
    counters.add(Count.RECORDS_NOT_WRITTEN);
    LOG.error("a result could not be written and is left out: topic={}", topic, exception);
    return Response.resume();
  }
}
