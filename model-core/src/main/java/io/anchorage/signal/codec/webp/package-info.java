/**
 * The two pictures that a WebP file can hold, decoded as libwebp decodes them: key frames of VP8
 * (RFC 6386) and the lossless format (RFC 9649, chapter 3).
 */
package io.anchorage.signal.codec.webp;
