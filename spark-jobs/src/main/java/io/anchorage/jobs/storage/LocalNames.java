package io.anchorage.jobs.storage;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The names of local files as text. A Unix name is a string of bytes, which Java turns into text by
 * the locale that it was started in; without a UTF-8 locale, other names than ASCII cannot be read
 * back.
 */
public final class LocalNames {
  private static final String ENCODING = "sun.jnu.encoding";
  private static final char UNKNOWN = '\uFFFD';

  private LocalNames() {}

  /**
   * Why a name cannot be trusted in this process: words that name the locale and the remedy; empty
   * if all is well.
   *
   * @param name a file's name or path, as Java shows it
   */
  public static Optional<String> locale(String name) {
    return locale(name, System.getProperty(ENCODING, "UTF-8"));
  }

  static Optional<String> locale(String name, String encoding) {
    boolean plain = name.chars().allMatch(c -> c < 128);
    boolean windows = File.separatorChar == '\\';
    if (plain || windows || encoding.equalsIgnoreCase("UTF-8")) {
      return Optional.empty();
    }
    return Optional.of(
        "Java was started in a locale without UTF-8, its file names are %s; set LC_ALL=C.UTF-8 and start again"
            .formatted(encoding));
  }

  /**
   * Refuses a name that this process cannot show.
   *
   * @throws UserException that names the locale
   */
  static void requireLocale(Path file) {
    locale(file.toString())
        .ifPresent(
            why -> {
              throw new UserException(
                  Kind.INPUT,
                  "File name cannot be read: %s (%s)"
                      .formatted(ErrorText.shown(text(bytes(file))), why));
            });
  }

  /**
   * A file's own name as text. Bytes that are not UTF-8 are written as {@code \xE9}.
   *
   * @param file with a name that {@link #locale} has no objection to
   */
  static String of(Path file) {
    String name = file.getFileName().toString();
    return name.indexOf(UNKNOWN) < 0 ? name : text(bytes(file.getFileName()));
  }

  /** Whether a name, as {@link #of} gives it, is the one that the file can be opened by. */
  static boolean isExact(Path file, String name) {
    return file.getFileName().toString().equals(name);
  }

  /** The bytes of a path, which its URI has, percent-encoded, whatever the locale. */
  private static byte[] bytes(Path file) {
    String uri = file.getFileSystem().getPath("/").resolve(file).toUri().getRawPath();
    String below = uri.substring(uri.lastIndexOf('/', uri.length() - 2) + 1);
    String coded = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    ByteBuffer bytes = ByteBuffer.allocate(coded.length());
    for (int i = 0; i < coded.length(); i++) {
      if (coded.charAt(i) == '%') {
        bytes.put((byte) HexFormat.fromHexDigits(coded, i + 1, i + 3));
        i += 2;
      } else {
        bytes.put((byte) coded.charAt(i));
      }
    }
    byte[] result = new byte[bytes.position()];
    bytes.flip().get(result);
    return result;
  }

  static String text(byte[] name) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(name);
    StringBuilder text = new StringBuilder();
    while (true) {
      CharBuffer out = CharBuffer.allocate(name.length + 1);
      CoderResult result = decoder.decode(in, out, true);
      text.append(out.flip());
      if (!result.isMalformed()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.append("\\x%02X".formatted(in.get() & 0xFF));
      }
      decoder.reset();
    }
  }
}
