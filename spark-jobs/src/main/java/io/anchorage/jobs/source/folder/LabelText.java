package io.anchorage.jobs.source.folder;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The bytes of a label file as text: UTF-8, or UTF-16 with or without a byte order mark. */
final class LabelText {
  private static final String MARK = "\uFEFF";

  private LabelText() {}

  /**
   * Decodes a file.
   *
   * @throws CharacterCodingException whose message says in which line the text ends to be text
   */
  static String of(byte[] bytes) throws CharacterCodingException {
    CharsetDecoder decoder = encoding(bytes).newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError() || text.indexOf('\0') >= 0) {
      long line = 1 + text.chars().filter(c -> c == '\n').count();
      throw new NotText("it is not text in UTF-8 or UTF-16 (line %d)".formatted(line));
    }
    return text.startsWith(MARK) ? text.substring(1) : text;
  }

  private static Charset encoding(byte[] bytes) {
    if (bytes.length >= 2 && bytes.length % 2 == 0) {
      int first = bytes[0] & 0xFF;
      int second = bytes[1] & 0xFF;
      if ((first == 0xFF && second == 0xFE) || (first != 0 && second == 0)) {
        return StandardCharsets.UTF_16LE;
      }
      if ((first == 0xFE && second == 0xFF) || (first == 0 && second != 0)) {
        return StandardCharsets.UTF_16BE;
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static final class NotText extends CharacterCodingException {
    private static final long serialVersionUID = 1;

    private final String message;

    NotText(String message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }
}
