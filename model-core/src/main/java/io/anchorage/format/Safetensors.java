package io.anchorage.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * The safetensors format, for 32-bit floats: the header's length as an unsigned 64-bit
 * little-endian number, a JSON header {@code {"__metadata__": {...}, "name": {"dtype": "F32",
 * "shape": [...], "data_offsets": [begin, end]}, ...}}, and the tensors row-major, little-endian,
 * without gaps.
 *
 * <p>The bytes written depend on the content alone: names are in natural order, and the header is
 * padded with spaces to a multiple of 8 bytes. Files are checked as strictly as by the format's
 * reference reader.
 */
public final class Safetensors {
  static final String METADATA = "__metadata__";
  static final int MAX_HEADER = 100_000_000;
  private static final int ALIGNMENT = 8;
  private static final JsonFactory JSON = new JsonFactory();

  private Safetensors() {}

  /**
   * The bytes of a file.
   *
   * @throws IllegalArgumentException if a tensor has the reserved name {@code __metadata__}, or the
   *     file would exceed 2^31 - 1 bytes
   */
  public static byte[] encode(TensorFile file) {
    byte[] header = header(file);
    long length = (long) Long.BYTES + header.length;
    for (Tensor tensor : file.tensors().values()) {
      length += bytes(tensor);
    }
    if (length > Integer.MAX_VALUE || header.length > MAX_HEADER) {
      throw new IllegalArgumentException("Tensors are too large for one file: " + length);
    }
    ByteBuffer out = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(header.length).put(header);
    for (Tensor tensor : file.tensors().values()) {
      out.asFloatBuffer().put(tensor.data());
      out.position(out.position() + Math.toIntExact(bytes(tensor)));
    }
    return out.array();
  }

  /**
   * Reads a file.
   *
   * @param name the file's name, for messages
   * @throws IOException in one line, if the bytes are not a safetensors file of 32-bit floats
   */
  public static TensorFile decode(byte[] bytes, String name) throws IOException {
    return new SafetensorsReader(bytes, name).read();
  }

  /** SHA-256 in lower-case hexadecimal, by which a file is named after its content. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static byte[] header(TensorFile file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      if (!file.metadata().isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : file.metadata().entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long offset = 0;
      for (Map.Entry<String, Tensor> entry : file.tensors().entrySet()) {
        offset = writeEntry(json, entry.getKey(), entry.getValue(), offset);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int padded = (out.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = Arrays.copyOf(out.toByteArray(), padded);
    Arrays.fill(header, out.size(), padded, (byte) ' ');
    return header;
  }

  private static long writeEntry(JsonGenerator json, String name, Tensor tensor, long begin)
      throws IOException {
    if (name.equals(METADATA)) {
      throw new IllegalArgumentException("A tensor cannot be named " + METADATA);
    }
    long end = begin + bytes(tensor);
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", "F32");
    json.writeArrayFieldStart("shape");
    for (int extent : tensor.shape()) {
      json.writeNumber(extent);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data_offsets");
    json.writeNumber(begin);
    json.writeNumber(end);
    json.writeEndArray();
    json.writeEndObject();
    return end;
  }

  private static long bytes(Tensor tensor) {
    return (long) tensor.data().length * Float.BYTES;
  }
}
