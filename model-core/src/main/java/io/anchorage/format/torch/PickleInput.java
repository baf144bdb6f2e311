package io.anchorage.format.torch;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The numbers and texts of a pickle, in the forms that its instructions have them in. Every length
 * is checked before anything is allocated. What reads beyond the end throws {@link
 * BufferUnderflowException}.
 */
final class PickleInput {
  private static final int MOST_TEXT = 1 << 20;
  private static final int MOST_DIGITS = 64;

  private final ByteBuffer in;
  private final String where;

  /**
   * Reads from a buffer's position.
   *
   * @param where the file's name in messages
   */
  PickleInput(ByteBuffer in, String where) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.where = where;
  }

  /** A byte, 0 to 255. */
  int small() {
    return Byte.toUnsignedInt(in.get());
  }

  /** A number without a sign, little-endian. */
  int twoBytes() {
    return Short.toUnsignedInt(in.getShort());
  }

  /** A number, little-endian. */
  int fourBytes() {
    return in.getInt();
  }

  /** A number, little-endian. */
  long eightBytes() {
    return in.getLong();
  }

  /** A number of double precision, big-endian. */
  double bigDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  /** The next bytes, which are not copied. */
  ByteBuffer piece(long claimed) throws IOException {
    requireLeft(claimed);
    ByteBuffer content = in.slice(in.position(), (int) claimed).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) claimed);
    return content;
  }

  /** A whole number in decimal digits. */
  BigInteger number(String digits) throws IOException {
    if (digits.length() > MOST_DIGITS) {
      throw bad("has a number of %d digits".formatted(digits.length()));
    }
    return new BigInteger(digits.strip());
  }

  /** A number as a long if it is one. */
  static Object whole(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  /** A whole number of so many bytes, little-endian, with its sign. */
  BigInteger little(int bytes) throws IOException {
    if (bytes < 0 || bytes > MOST_DIGITS) {
      throw bad("has a whole number of %d bytes".formatted(Integer.toUnsignedLong(bytes)));
    }
    byte[] big = new byte[bytes + 1];
    for (int i = bytes; i > 0; i--) {
      big[i] = in.get();
    }
    big[0] = (byte) (bytes > 0 && big[1] < 0 ? -1 : 0);
    return new BigInteger(big);
  }

  /** A text of so many bytes. */
  String text(long bytes) throws IOException {
    byte[] text = new byte[length(bytes)];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private int length(long claimed) throws IOException {
    requireLeft(claimed);
    if (claimed > MOST_TEXT) {
      throw bad("has a text of %d bytes, at most %d are read".formatted(claimed, MOST_TEXT));
    }
    return (int) claimed;
  }

  /** Refuses a length that the pickle does not have. */
  void requireLeft(long claimed) throws IOException {
    if (claimed < 0 || claimed > in.remaining()) {
      throw bad(
          "claims %s bytes where %d are left"
              .formatted(Long.toUnsignedString(claimed), in.remaining()));
    }
  }

  /** A text up to the end of its line. */
  String line() throws IOException {
    int begin = in.position();
    int most = Math.min(in.limit(), begin + MOST_TEXT);
    for (int at = begin; at < most; at++) {
      if (in.get(at) == '\n') {
        byte[] text = new byte[at - begin];
        in.get(text).get();
        return new String(text, StandardCharsets.UTF_8);
      }
    }
    throw bad("has a line in its pickle that does not end");
  }

  /** A text without the quotes around it. */
  static String quoted(String line) {
    boolean isQuoted = line.length() >= 2 && (line.charAt(0) == '\'' || line.charAt(0) == '"');
    return isQuoted ? line.substring(1, line.length() - 1) : line;
  }

  private IOException bad(String what) {
    return new IOException(where + " " + what);
  }
}
