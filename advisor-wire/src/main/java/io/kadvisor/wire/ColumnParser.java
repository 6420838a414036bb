package io.kadvisor.wire;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.util.Optional;

/**
 * Jackson's parser of bytes, which also reads an array of plain whole numbers in one go. Token by
 * token, columns were a seventh of all that a sweep costs. Whatever is not plain is left to
 * Jackson, with its leniencies and its errors.
 */
final class ColumnParser extends UTF8StreamJsonParser {
  /** Which any {@code long} holds. */
  private static final int DIGITS = 18;

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
   * The numbers of the array that has just begun; then its end is the next token. Absent, and
   * nothing is read, when there is anything but digits, signs and commas in it, or a number beyond
   * the bounds.
   */
  Optional<long[]> numbers(long least, long most) {
    int rows = rows();
    if (rows < 0) {
      return Optional.empty();
    }
    long[] numbers = new long[rows];
    int at = _inputPtr;
    for (int row = 0; row < rows; row++) {
      boolean negative = _inputBuffer[at] == '-';
      int first = negative ? at + 1 : at;
      long number = 0;
      for (at = first; isDigit(_inputBuffer[at]) && at - first <= DIGITS; at++) {
        number = 10 * number + (_inputBuffer[at] - '0');
      }
      numbers[row] = negative ? -number : number;
      boolean ended = _inputBuffer[at] == (row == rows - 1 ? ']' : ',');
      if (!ended || !plain(first, at) || numbers[row] < least || numbers[row] > most) {
        return Optional.empty();
      }
      at++;
    }
    _inputPtr = rows == 0 ? at : at - 1;
    return Optional.of(numbers);
  }

  /** Below zero when the array holds anything but digits, signs and commas, or has no end. */
  private int rows() {
    int rows = 1;
    for (int at = _inputPtr; at < _inputEnd; at++) {
      byte next = _inputBuffer[at];
      if (next == ']') {
        return at == _inputPtr ? 0 : rows;
      }
      if (next == ',') {
        rows++;
      } else if (next != '-' && !isDigit(next)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private boolean plain(int first, int end) {
    int digits = end - first;
    return digits == 1 || (digits > 1 && digits <= DIGITS && _inputBuffer[first] != '0');
  }
}
