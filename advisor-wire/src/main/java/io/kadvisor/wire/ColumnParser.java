package io.kadvisor.wire;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Jackson's parser of bytes, which also reads columns of plain whole numbers in one go. Token by
 * token, they were a seventh of all that a sweep costs. Whatever is not plain is left to Jackson,
 * with its leniencies and its errors. Much of a sample stands in it twice: replicas and ISR, end
 * offsets and what is committed. What has the bytes of the column before it is that column, and
 * what has the bytes of known rows is those.
 */
final class ColumnParser extends UTF8StreamJsonParser {
  /** Which any {@code long} holds. */
  private static final int DIGITS = 18;

  /** Most columns are rows of replicas or partitions of a topic. */
  private static final int USUAL = 32;

  /** Of the column or row that was read last. */
  private long[] numbers = new long[USUAL];

  private int size;

  private Known<LongColumn> lastLongs = new Known<>(0, 0, LongColumn.empty());
  private Known<List<IntColumn>> lastRows = new Known<>(0, 0, List.of());

  /** What was read of some bytes, from behind its first bracket to its last one. */
  private record Known<T>(int from, int to, T value) {}

  /** Makes such parsers of what begins as a JSON object in UTF-8. */
  static final class Factory extends JsonFactory {
    private static final long serialVersionUID = 1;

    @Override
    protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context)
        throws IOException {
      if (length < 2 || data[offset] != '{' || data[offset + 1] == 0) {
        return super._createParser(data, offset, length, context);
      }
      context.setEncoding(JsonEncoding.UTF8);
      ByteQuadsCanonicalizer names = _byteSymbolCanonicalizer.makeChild(_factoryFeatures);
      return new ColumnParser(
          context, _parserFeatures, _objectCodec, names, data, offset, offset + length);
    }
  }

  private ColumnParser(
      IOContext context,
      int features,
      ObjectCodec codec,
      ByteQuadsCanonicalizer names,
      byte[] data,
      int start,
      int end) {
    super(context, features, null, codec, names, data, start, end, 0, false);
  }

  /**
   * The column that has just begun; then its end is the next token. Absent, and nothing is read,
   * when there is anything but digits, signs and commas in it, or a number beyond the bounds.
   */
  Optional<IntColumn> ints(ShortColumns shared) {
    int end = numbers(_inputPtr, Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (end < 0) {
      return Optional.empty();
    }
    _inputPtr = end;
    return Optional.of(shared.of(numbers, size));
  }

  /** The same of a column of longs. */
  Optional<LongColumn> longs() {
    if (!again(lastLongs)) {
      int end = numbers(_inputPtr, LongColumn.ABSENT + 1, Long.MAX_VALUE);
      if (end < 0) {
        return Optional.empty();
      }
      lastLongs = new Known<>(_inputPtr, end + 1, LongColumn.of(Arrays.copyOf(numbers, size)));
    }
    _inputPtr += lastLongs.to() - lastLongs.from() - 1;
    return Optional.of(lastLongs.value());
  }

  /** The same of a list of columns. */
  Optional<List<IntColumn>> rows(KnownRows known, ShortColumns shared) {
    if (!again(lastRows) && !recall(known) && !read(known, shared)) {
      return Optional.empty();
    }
    _inputPtr += lastRows.to() - lastRows.from() - 1;
    return Optional.of(lastRows.value());
  }

  private boolean recall(KnownRows known) {
    Optional<KnownRows.Rows> rows = known.at(_inputBuffer, _inputPtr, _inputEnd);
    rows.ifPresent(r -> lastRows = new Known<>(_inputPtr, _inputPtr + r.length(), r.columns()));
    return rows.isPresent();
  }

  private boolean read(KnownRows known, ShortColumns shared) {
    List<IntColumn> rows = new ArrayList<>(USUAL);
    int end = rows(rows, shared);
    if (end < 0) {
      return false;
    }
    lastRows = new Known<>(_inputPtr, end + 1, List.copyOf(rows));
    known.keep(_inputBuffer, _inputPtr, end + 1, lastRows.value());
    return true;
  }

  private boolean again(Known<?> known) {
    int end = _inputPtr + known.to() - known.from();
    return known.to() > known.from()
        && end <= _inputEnd
        && Arrays.equals(_inputBuffer, known.from(), known.to(), _inputBuffer, _inputPtr, end);
  }

  /** Where the last bracket is; below zero when a row is not plain. */
  private int rows(List<IntColumn> rows, ShortColumns shared) {
    for (int at = _inputPtr; at < _inputEnd && _inputBuffer[at] == '['; at++) {
      at = numbers(at + 1, Integer.MIN_VALUE, Integer.MAX_VALUE) + 1;
      if (at <= 0 || at == _inputEnd) {
        return -1;
      }
      rows.add(shared.of(numbers, size));
      if (_inputBuffer[at] == ']') {
        return at;
      }
      if (_inputBuffer[at] != ',') {
        return -1;
      }
    }
    return -1;
  }

  /** Reads numbers up to a bracket and tells where that is; below zero when one is not plain. */
  private int numbers(int from, long least, long most) {
    size = 0;
    if (from < _inputEnd && _inputBuffer[from] == ']') {
      return from;
    }
    int at = from;
    while (at < _inputEnd) {
      boolean negative = _inputBuffer[at] == '-';
      int first = negative ? at + 1 : at;
      long number = 0;
      for (at = first; at < _inputEnd && isDigit(_inputBuffer[at]) && at - first <= DIGITS; at++) {
        number = 10 * number + (_inputBuffer[at] - '0');
      }
      number = negative ? -number : number;
      if (at == _inputEnd || !plain(first, at) || number < least || number > most) {
        return -1;
      }
      add(number);
      if (_inputBuffer[at] == ']') {
        return at;
      }
      if (_inputBuffer[at++] != ',') {
        return -1;
      }
    }
    return -1;
  }

  private void add(long number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private boolean plain(int first, int end) {
    int digits = end - first;
    return digits == 1 || (digits > 1 && digits <= DIGITS && _inputBuffer[first] != '0');
  }
}
