package io.anchorage.fuzz.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.functa.FunctaConfig;
import io.anchorage.family.functa.Modulation;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.PublishedFields;
import io.anchorage.field.PublishedFields.Content;
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
import io.anchorage.format.torch.NumpyPickle;
import io.anchorage.format.torch.TorchFile;
import io.anchorage.format.torch.TorchTensor;
import io.anchorage.format.torch.TorchType;
import io.anchorage.format.torch.TorchWriter;
import io.anchorage.fuzz.PickleBytes;
import io.anchorage.fuzz.Target;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
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
            "numpy-pickle", List.of(PickleBytes.numpy(arrays())), PICKLES, ExchangeTargets::numpy),
        new ReaderTarget("arc", List.of(arc()), PICKLES, ExchangeTargets::arc),
        new ReaderTarget("functa", List.of(functa()), PICKLES, ExchangeTargets::functa),
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

  private static Map<String, Object> arrays() {
    return Map.of(
        "f4",
        new Tensor(List.of(2, 3), new float[6]),
        "f8",
        new double[] {1, 2},
        "n",
        3,
        "t",
        "text");
  }

  private static void numpy(byte[] file) throws IOException {
    for (Object value : NumpyPickle.read(file, "m.npz").values()) {
      if (value instanceof TorchTensor tensor && tensor.type() == TorchType.FLOAT) {
        tensor.floats("it");
      }
    }
  }

  private static byte[] arc() {
    return PickleBytes.torch(
        Map.of(
            "encoder",
            Map.of(
                "latents_pos.weight",
                new long[][] {{0, 0}, {0, 3}, {2, 1}, {3, 3}},
                "latents.weight",
                new Tensor(List.of(4, 2), new float[8])),
            "psnr",
            20.5));
  }

  private static void arc(byte[] file) throws IOException {
    ArcConfig base = ArcConfig.defaults();
    ArcConfig config = new ArcConfig(base.latentsPerPixel(), 0, 2, 2, 1e-4f, 1, base.decoder());
    published(config, new Content("train/a_1_psnr20.50.pt", file), Grid.image(4, 4));
  }

  private static byte[] functa() {
    return PickleBytes.numpy(
        Map.of(
            "train",
            Map.of(
                "modulation", new Tensor(List.of(2, 3), new float[6]), "psnr", new double[] {1, 2}),
            "test",
            Map.of("modulation", new Tensor(List.of(1, 3), new float[3]))));
  }

  private static void functa(byte[] file) throws IOException {
    FunctaConfig config = new FunctaConfig(3, List.of(), 4, 1, 30, Modulation.SHIFT, 0.01f);
    published(config, new Content("a_modulations_3.npz", file), Grid.image(4, 4));
  }

  private static void published(FamilyConfig config, Content file, Grid grid) throws IOException {
    config
        .family()
        .adapter(PublishedFields.class)
        .orElseThrow()
        .read(config, 1, file, grid, Normalisation.unit(1), found -> {});
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
