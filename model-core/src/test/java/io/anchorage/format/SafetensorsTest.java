package io.anchorage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @Test
  void the_bytes_are_those_of_the_specification() {
    TensorFile file =
        new TensorFile(
            new TreeMap<>(Map.of("b", tensor(List.of(2), 1f, -2f), "a", tensor(List.of(), 0.5f))),
            new TreeMap<>(Map.of("k", "v")));

    byte[] bytes = Safetensors.encode(file);

    String header =
        "{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getLong()).isEqualTo(padded);
    byte[] text = new byte[padded];
    in.get(text);
    assertThat(new String(text, StandardCharsets.UTF_8))
        .isEqualTo(header + " ".repeat(padded - header.length()));
    assertThat(in.getInt()).isEqualTo(0x3F000000);
    assertThat(in.getInt()).isEqualTo(0x3F800000);
    assertThat(in.getInt()).isEqualTo(0xC0000000);
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void what_is_written_is_read_back_bit_for_bit() throws IOException {
    float[] odd = {Float.NaN, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 1e-30f, 3f};
    TensorFile file =
        new TensorFile(
            new TreeMap<>(
                Map.of(
                    "decoder.0.weight", tensor(List.of(2, 3), odd),
                    "empty", tensor(List.of(3, 0)),
                    "näme \"quoted\"", tensor(List.of(1), 7f))),
            new TreeMap<>(Map.of("recipe", "{\"a\": 1}\n")));

    TensorFile back = Safetensors.decode(Safetensors.encode(file), "x");

    assertThat(back.metadata()).isEqualTo(file.metadata());
    assertThat(back.tensors().keySet()).isEqualTo(file.tensors().keySet());
    back.tensors()
        .forEach(
            (name, tensor) -> {
              assertThat(tensor.shape()).isEqualTo(file.tensors().get(name).shape());
              assertThat(tensor.data()).containsExactly(file.tensors().get(name).data());
            });
    assertThat(Safetensors.encode(back)).isEqualTo(Safetensors.encode(file));
  }

  @Test
  void another_writers_file_is_read_whatever_its_order() throws IOException {
    byte[] bytes =
        file(
            "{\"w\":{\"shape\":[1,2],\"data_offsets\":[4,12],\"dtype\":\"F32\"},"
                + " \"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]} }   ",
            1f,
            2f,
            3f);

    TensorFile file = Safetensors.decode(bytes, "x");

    assertThat(file.tensors().get("b").data()).containsExactly(1f);
    assertThat(file.tensors().get("w").data()).containsExactly(2f, 3f);
    assertThat(file.tensors().get("w").shape()).containsExactly(1, 2);
    assertThat(file.metadata()).isEmpty();
  }

  @Test
  void a_file_without_tensors_is_a_file() throws IOException {
    TensorFile none = new TensorFile(new TreeMap<>(), new TreeMap<>());

    assertThat(Safetensors.decode(Safetensors.encode(none), "x")).isEqualTo(none);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"w\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}} | dtype F16",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | are not 8 bytes",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | a gap",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"v\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | an overlap",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | truncated",
        "{} | too long",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | bad number",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}} | where a list should be",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[99999999999],\"data_offsets\":[0,4]}} | 2 GiB",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1]}} | not by dtype, shape and data_offsets",
        "{\"w\":3} | not by dtype, shape and data_offsets",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | Duplicate",
        "{\"__metadata__\":{\"a\":1}} | not text",
        "{\"w\": | not JSON",
        "[1] | does not begin with {",
      })
  void broken_headers_are_refused_in_one_line(String header, String expected) {
    assertThatThrownBy(() -> Safetensors.decode(file(header, 1f), "a-file"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Safetensors file a-file ")
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void truncated_files_are_refused_at_every_length() {
    byte[] bytes =
        Safetensors.encode(
            new TensorFile(
                new TreeMap<>(Map.of("w", tensor(List.of(3), 1f, 2f, 3f))), new TreeMap<>()));

    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Safetensors.decode(part, "x"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("truncated");
    }
  }

  @Test
  void a_header_of_absurd_length_is_refused_before_memory_is_taken() {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) 0x7F);

    assertThatThrownBy(() -> Safetensors.decode(bytes, "x")).hasMessageContaining("at most");
  }

  @Test
  void the_hash_is_sha_256() {
    assertThat(Safetensors.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private static Tensor tensor(List<Integer> shape, float... data) {
    return new Tensor(shape, data);
  }

  private static byte[] file(String header, float... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(8 + text.length + 4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(text.length).put(text);
    for (float value : data) {
      out.putFloat(value);
    }
    return out.array();
  }
}
