package io.anchorage.fuzz.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.format.Tensor;
import io.anchorage.format.array.ArrayFile;
import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ArrayTable;
import io.anchorage.format.array.ElementType;
import io.anchorage.format.array.NpzFile;
import io.anchorage.format.array.NpzWriter;
import io.anchorage.format.array.SafetensorsFile;
import io.anchorage.format.array.SafetensorsWriter;
import io.anchorage.format.torch.LegacyFile;
import io.anchorage.format.torch.TorchFile;
import io.anchorage.format.torch.TorchTensor;
import io.anchorage.format.torch.TorchType;
import io.anchorage.format.torch.TorchWriter;
import io.anchorage.fuzz.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Other people's files of fields: PyTorch's, NumPy's, safetensors as a stream. */
final class ExchangeTargets {
  private static final List<byte[]> PICKLES =
      words(
          "cos\nsystem\n",
          "(",
          "\u0085",
          "X\u00ff\u00ff\u00ff\u007f",
          "}",
          "u",
          "R",
          "h\0",
          "t",
          "Q");
  private static final List<byte[]> HEADERS =
      words("(9999999999,)", "'|O'", "'<f8'", "True", "'<U9999999'", "[[[[", "-1", "1e9");

  private ExchangeTargets() {}

  static List<Target> all() {
    return List.of(
        new ReaderTarget("torch", List.of(torch()), PICKLES, ExchangeTargets::torch),
        new ReaderTarget(
            "torch-legacy", List.of(LegacyFile.bytes()), PICKLES, ExchangeTargets::torch),
        new ReaderTarget(
            "npz", List.of(arrays(new NpzWriter())), HEADERS, file -> arrays(file, NpzFile::open)),
        new ReaderTarget(
            "arrays",
            List.of(arrays(new SafetensorsWriter())),
            HEADERS,
            file -> arrays(file, SafetensorsFile::open)));
  }

  private static List<byte[]> words(String... words) {
    return Stream.of(words).map(word -> word.getBytes(UTF_8)).toList();
  }

  private static byte[] torch() {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("seq.0.weight", new Tensor(List.of(3, 2), new float[6]));
    entries.put("seq.0.bias", new Tensor(List.of(3), new float[3]));
    entries.put("label", 4);
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TorchWriter.write(entries, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void torch(byte[] file) throws IOException {
    for (Object value : TorchFile.read(file, "model.pth").values()) {
      if (value instanceof TorchTensor tensor && tensor.type() == TorchType.FLOAT) {
        tensor.floats("it");
      }
    }
  }

  private static byte[] arrays(ArrayTable.Form form) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      form.write(
          new ArrayTable()
              .array(
                  "parameters",
                  new ArrayInfo(ElementType.F32, List.of(2L, 3L)),
                  sink -> sink.write(new byte[24]))
              .array(
                  "label",
                  new ArrayInfo(ElementType.I32, List.of(2L)),
                  sink -> sink.write(new byte[8]))
              .text("id", List.of("a/1", "a/2"))
              .metadata("note", "text"),
          out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Opener {
    ArrayFile open(Path file, String name) throws IOException;
  }

  private static void arrays(byte[] content, Opener opener) throws IOException {
    Path path = Files.createTempFile("fuzz-", ".tmp");
    try {
      Files.write(path, content);
      try (ArrayFile file = opener.open(path, "a.npz")) {
        file.texts();
        file.metadata();
        for (Map.Entry<String, ArrayInfo> entry : file.arrays().entrySet()) {
          try (InputStream in = file.open(entry.getKey())) {
            in.readNBytes((int) Math.min(1 << 16, entry.getValue().bytes()));
          }
        }
      }
    } finally {
      Files.delete(path);
    }
  }
}
