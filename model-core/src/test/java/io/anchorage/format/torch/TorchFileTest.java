package io.anchorage.format.torch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.format.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PyTorch's files are read as data, and whatever else they want is refused. */
class TorchFileTest {
  @TempDir Path folder;

  private static byte[] network() throws IOException {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("seq.0.weight", new Tensor(List.of(3, 2), new float[] {1, 2, 3, 4, 5, 6}));
    entries.put("seq.0.bias", new Tensor(List.of(3), new float[] {.5f, .25f, .125f}));
    entries.put("label", 4);
    entries.put("name", "é");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TorchWriter.write(entries, out);
    return out.toByteArray();
  }

  /** A file of one pickle, given as characters of Latin 1. */
  private static byte[] zip(String pickle) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(pickle.getBytes(ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static Map<String, Object> read(byte[] file) throws IOException {
    return TorchFile.read(file, "model.pth");
  }

  private static float[] floats(Object tensor) throws IOException {
    return ((TorchTensor) tensor).floats("it");
  }

  @Test
  void what_is_written_is_read_again_in_its_order() throws IOException {
    Map<String, Object> entries = read(network());

    assertThat(entries.keySet()).containsExactly("seq.0.weight", "seq.0.bias", "label", "name");
    assertThat(((TorchTensor) entries.get("seq.0.weight")).shape()).containsExactly(3L, 2L);
    assertThat(floats(entries.get("seq.0.weight"))).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(entries.get("label")).isEqualTo(4L);
    assertThat(entries.get("name")).isEqualTo("é");
    assertThat(network()).isEqualTo(network());
  }

  @Test
  void files_from_before_version_1_6_are_read() throws IOException {
    Map<String, Object> entries = read(LegacyFile.bytes());

    assertThat(floats(entries.get("seq.0.weight"))).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(floats(entries.get("seq.1.weight"))).containsExactly(7, 8, 9);
    assertThat(floats(entries.get("seq.1.bias"))).containsExactly(-1);
    assertThat(entries.get("label")).isEqualTo(4L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cos\\nsystem\\n(X\\4\\0\\0\\0echotR.                     | asks for os.system
          cposix\\nsystem\\n(X\\4\\0\\0\\0echotR.                  | asks for posix.system
          c__builtin__\\neval\\n(X\\3\\0\\0\\0a+btR.               | asks for __builtin__.eval
          \\8\\4X\\8\\0\\0\\0builtinsX\\4\\0\\0\\0eval\\9.         | asks for builtins.eval
          cnumpy.core.multiarray\\n_reconstruct\\n.                | asks for numpy.core.multiarray._reconstruct
          ctorch\\nload\\n.                                        | asks for torch.load
          ctorch._utils\\n_rebuild_tensor\\n.                      | asks for torch._utils._rebuild_tensor,
          (ios\\nsystem\\n.                                        | instruction INST
          Pid\\n.                                                  | instruction PERSID
          """)
  void a_pickle_that_would_run_something_is_refused_by_name(String pickle, String words)
      throws IOException {
    String real =
        pickle
            .replace("\\n", "\n")
            .replace("\\8\\4", "\u0080\4")
            .replace("\\9", "\u0093")
            .replace("\\0", "\0")
            .replace("\\3", "\3")
            .replace("\\4", "\4")
            .replace("\\8", "\b");

    assertThatThrownBy(() -> read(zip(real)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("model.pth ")
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_deep_or_endless_pickle_is_refused() throws IOException {
    refused("}X\1\0\0\0a)" + "\u0085".repeat(100_000) + "s.", "nests deeper than 32");
    refused("(".repeat(200_000) + ".", "more than 100000 values");
    refused("N".repeat(50) + "(N".repeat(60_000) + ".", "more than 100000 values");
    refused("}X\1\0\0\0a]q\0h\0as.", "holds itself");
  }

  @Test
  void lengths_that_are_not_there_are_not_believed() throws IOException {
    refused("\u0080\4\u008d\0\0\0\0\0\1\0\0abc.", "claims 1099511627776 bytes where 4 are left");
    refused("X\u00ff\u00ff\u00ff\u00ffabc.", "claims 4294967295 bytes");
    refused("\u008b\u00ff\u00ff\u00ff\u007f.", "whole number of 2147483647 bytes");
    String storage = "((X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" + "0X\3\0\0\0cpu";
    refused(
        "ctorch._utils\n_rebuild_tensor_v2\n" + storage + "\u008a\6\0\0\0\0\0\1tQ.",
        "has no archive/data/0");
  }

  @Test
  void a_tensor_beyond_its_storage_is_refused() throws IOException {
    String good = new String(network(), ISO_8859_1);
    String bad = good.replaceFirst("\\(J\3\0\0\0J\2\0\0\0t\\(", "(J\5\0\0\0J\2\0\0\0t(");
    assertThat(bad).isNotEqualTo(good);

    assertThatThrownBy(() -> read(bad.getBytes(ISO_8859_1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("beyond its storage of 6 elements");
  }

  @Test
  void every_truncation_and_thousands_of_mutations_are_read_or_refused_in_one_line()
      throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (byte[] seed : List.of(network(), LegacyFile.bytes())) {
      for (int length = 0; length < seed.length; length++) {
        tried(Arrays.copyOf(seed, length));
      }
      for (int i = 0; i < 5_000; i++) {
        byte[] file = seed.clone();
        for (int k = 0; k <= random.nextInt(4); k++) {
          file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        }
        tried(file);
      }
    }
  }

  private static void tried(byte[] file) throws IOException {
    Map<String, Object> entries;
    try {
      entries = read(file);
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      return;
    }
    for (Object value : entries.values()) {
      if (value instanceof TorchTensor tensor && tensor.type() == TorchType.FLOAT) {
        assertThat(tensor.floats("it")).hasSize(tensor.elements());
      }
    }
  }

  private static void refused(String pickle, String words) throws IOException {
    byte[] file = zip(pickle);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  /** Where PYTHON names a Python with PyTorch. */
  @Test
  void pytorch_loads_what_is_written() throws Exception {
    String python = System.getenv("PYTHON");
    Assumptions.assumeTrue(python != null && !python.isBlank(), "PYTHON is not set");
    Path file = folder.resolve("model.pth");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(network());
    }
    String program =
        """
        import sys, torch
        d = torch.load(sys.argv[1], weights_only=True)
        assert list(d) == ['seq.0.weight', 'seq.0.bias', 'label', 'name']
        assert d['seq.0.weight'].tolist() == [[1, 2], [3, 4], [5, 6]] and d['label'] == 4
        """;
    Process run = new ProcessBuilder(python, "-c", program, file.toString()).inheritIO().start();
    assertThat(run.waitFor()).isZero();
  }
}
