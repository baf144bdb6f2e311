package io.anchorage.signal.codec;

import java.nio.charset.StandardCharsets;

/** Reads numbers and text from the bytes of an image file. */
final class Bytes {
  private Bytes() {}

  static String ascii(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }

  /** Whether the characters' low bytes lie at a place. */
  static boolean begins(byte[] bytes, int at, String magic) {
    return bytes.length >= at + magic.length() && ascii(bytes, at, magic.length()).equals(magic);
  }

  static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  static int u16le(byte[] bytes, int at) {
    return u8(bytes, at) | u8(bytes, at + 1) << 8;
  }

  static int u16be(byte[] bytes, int at) {
    return u8(bytes, at) << 8 | u8(bytes, at + 1);
  }

  static int i32le(byte[] bytes, int at) {
    return u16le(bytes, at) | u16le(bytes, at + 2) << 16;
  }
}
