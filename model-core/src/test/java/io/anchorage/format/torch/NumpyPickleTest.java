package io.anchorage.format.torch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pickles of NumPy's arrays are read as data. The files were made by NumPy 2.4 and {@code
 * pickle.dumps(d, protocol=n)} of
 *
 * <pre>
 * a = np.arange(6, dtype=np.float32).reshape(2, 3)
 * d = {"train": {"modulation": a, "psnr": np.array([30.5, 31.25])}, "n": np.float32(2.5),
 *      "f": np.asfortranarray(a), "e": np.zeros((0, 4), np.float32)}
 * </pre>
 */
class NumpyPickleTest {
  private static final Map<Integer, String> FILES =
      Map.of(
          3,
          """
          gAN9cQAoWAUAAAB0cmFpbnEBfXECKFgKAAAAbW9kdWxhdGlvbnEDY251bXB5Ll9jb3JlLm11bHRpYXJyYXkKX3JlY29uc3Ry
          dWN0CnEEY251bXB5Cm5kYXJyYXkKcQVLAIVxBkMBYnEHh3EIUnEJKEsBSwJLA4ZxCmNudW1weQpkdHlwZQpxC1gCAAAAZjRx
          DImIh3ENUnEOKEsDWAEAAAA8cQ9OTk5K/////0r/////SwB0cRBiiUMYAAAAAAAAgD8AAABAAABAQAAAgEAAAKBAcRF0cRJi
          WAQAAABwc25ycRNoBGgFSwCFcRRoB4dxFVJxFihLAUsChXEXaAtYAgAAAGY4cRiJiIdxGVJxGihLA2gPTk5OSv////9K////
          /0sAdHEbYolDEAAAAAAAgD5AAAAAAABAP0BxHHRxHWJ1WAEAAABucR5jbnVtcHkuX2NvcmUubXVsdGlhcnJheQpzY2FsYXIK
          cR9oDkMEAAAgQHEghnEhUnEiWAEAAABmcSNoBGgFSwCFcSRoB4dxJVJxJihLAUsCSwOGcSdoDohDGAAAAAAAAEBAAACAPwAA
          gEAAAABAAACgQHEodHEpYlgBAAAAZXEqaARoBUsAhXEraAeHcSxScS0oSwFLAEsEhnEuaA6JQwBxL3RxMGJ1Lg==
          """,
          4,
          """
          gASVlQEAAAAAAAB9lCiMBXRyYWlulH2UKIwKbW9kdWxhdGlvbpSMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25z
          dHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5RSlChLAUsCSwOGlGgHjAVkdHlwZZSTlIwCZjSUiYiHlFKU
          KEsDjAE8lE5OTkr/////Sv////9LAHSUYolDGAAAAAAAAIA/AAAAQAAAQEAAAIBAAACgQJR0lGKMBHBzbnKUaAZoCUsAhZRo
          C4eUUpQoSwFLAoWUaBCMAmY4lImIh5RSlChLA2gUTk5OSv////9K/////0sAdJRiiUMQAAAAAACAPkAAAAAAAEA/QJR0lGJ1
          jAFulGgEjAZzY2FsYXKUk5RoE0MEAAAgQJSGlFKUjAFmlGgGaAlLAIWUaAuHlFKUKEsBSwJLA4aUaBOIQxgAAAAAAABAQAAA
          gD8AAIBAAAAAQAAAoECUdJRijAFllGgGaAlLAIWUaAuHlFKUKEsBSwBLBIaUaBOJQwCUdJRidS4=
          """,
          5,
          """
          gAWVigEAAAAAAAB9lCiMBXRyYWlulH2UKIwKbW9kdWxhdGlvbpSME251bXB5Ll9jb3JlLm51bWVyaWOUjAtfZnJvbWJ1ZmZl
          cpSTlCiWGAAAAAAAAAAAAAAAAACAPwAAAEAAAEBAAACAQAAAoECUjAVudW1weZSMBWR0eXBllJOUjAJmNJSJiIeUUpQoSwOM
          ATyUTk5OSv////9K/////0sAdJRiSwJLA4aUjAFDlHSUUpSMBHBzbnKUaAYolhAAAAAAAAAAAAAAAACAPkAAAAAAAEA/QJRo
          CowCZjiUiYiHlFKUKEsDaA5OTk5K/////0r/////SwB0lGJLAoWUaBF0lFKUdYwBbpSMFm51bXB5Ll9jb3JlLm11bHRpYXJy
          YXmUjAZzY2FsYXKUk5RoDUMEAAAgQJSGlFKUjAFmlGgGKJYYAAAAAAAAAAAAAAAAAEBAAACAPwAAgEAAAABAAACgQJRoDUsC
          SwOGlIwBRpR0lFKUjAFllGgGKJYAAAAAAAAAAJRoDUsASwSGlGgRdJRSlHUu
          """);

  private static byte[] file(int protocol) {
    return Base64.getMimeDecoder().decode(FILES.get(protocol));
  }

  private static TorchTensor tensor(Object value) {
    return (TorchTensor) value;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void arrays_and_numbers_of_each_protocol_are_read(int protocol) throws IOException {
    Map<String, Object> top = NumpyPickle.read(file(protocol), "m.npz");

    Map<?, ?> train = (Map<?, ?>) top.get("train");
    assertThat(tensor(train.get("modulation")).shape()).containsExactly(2L, 3L);
    assertThat(tensor(train.get("modulation")).floats("it")).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(tensor(train.get("psnr")).doubles("it")).containsExactly(30.5, 31.25);
    assertThat(top.get("n")).isEqualTo(2.5);
    assertThat(tensor(top.get("f")).floats("it")).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(tensor(top.get("e")).shape()).containsExactly(0L, 4L);
    assertThat(tensor(top.get("e")).floats("it")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cos~system~(X^4^0^0^0echotR.                     | asks for os.system
          c__builtin__~eval~(X^3^0^0^0a+btR.               | asks for __builtin__.eval
          cnumpy~load~.                                    | asks for numpy.load
          cnumpy.lib.npyio~load~.                          | asks for numpy.lib.npyio.load
          cnumpy.testing._private.utils~runstring~.        | asks for numpy.testing._private.utils.runstring
          cnumpy.core.multiarray~_reconstruct~cos~system~. | asks for os.system
          ctorch._utils~_rebuild_tensor_v2~.               | asks for torch._utils._rebuild_tensor_v2
          cjax._src.array~_reconstruct_array~.             | asks for jax._src.array._reconstruct_array
          cdill._dill~_create_type~.                       | asks for dill._dill._create_type
          c_codecs~encode~.                                | asks for _codecs.encode
          cnumpy~dtype~(X^2^0^0^0O8tR.                     | never Python objects
          cnumpy.core.multiarray~_reconstruct~(K^1K^1K^1tR.| wrong arguments
          """)
  void a_pickle_that_would_run_something_is_refused_by_name(String pickle, String words) {
    String real = pickle.replace("~", "\n");
    for (char number = 0; number < 5; number++) {
      real = real.replace("^" + (int) number, String.valueOf(number));
    }
    byte[] bytes = real.getBytes(ISO_8859_1);

    assertThatThrownBy(() -> NumpyPickle.read(bytes, "m.npz"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("m.npz ")
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x8e, 0x96, 0x8d})
  void a_claimed_length_of_2_to_the_40_is_no_length(int instruction) {
    byte[] pickle = {(byte) 0x80, 4, (byte) instruction, 0, 0, 0, 0, 0, 1, 0, 0, 'a', 'b', '.'};

    assertThatThrownBy(() -> NumpyPickle.read(pickle, "m.npz"))
        .isInstanceOf(IOException.class)
        .hasMessage("m.npz claims 1099511627776 bytes where 3 are left");
  }

  @Test
  void nesting_is_bounded_and_an_array_without_elements_is_none() {
    String deep = "}U\1a" + "]".repeat(100) + "a".repeat(99) + "s.";
    String empty = "}U\1acnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n)C\1btRs.";

    assertThatThrownBy(() -> NumpyPickle.read(deep.getBytes(ISO_8859_1), "m.npz"))
        .hasMessageContaining("nests deeper than 32");
    assertThatThrownBy(() -> NumpyPickle.read(empty.getBytes(ISO_8859_1), "m.npz"))
        .hasMessage("m.npz has an array without elements");
  }

  @Test
  void damaged_files_are_read_or_refused_in_one_line() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = file(3 + i % 3);
      for (int k = 0; k <= random.nextInt(4); k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(NumpyPickle.read(bytes, "m.npz")).isNotNull();
      } catch (IOException e) {
        assertThat(e.getMessage()).startsWith("m.npz ").doesNotContain("\n");
      }
    }
  }
}
