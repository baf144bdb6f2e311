package io.anchorage.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ArrayTable;
import io.anchorage.format.array.ElementType;
import io.anchorage.fuzz.Target;
import io.anchorage.jobs.exchange.hdf5.Hdf5File;
import io.anchorage.jobs.exchange.hdf5.Hdf5Writer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * HDF5 files: one that we write, and one as h5py writes it, with a symbol table and text of
 * variable length.
 */
record Hdf5Target(Path file) implements Target {
  private static final long FIXED = 32L << 20;
  private static final long FOR_A_BYTE = 4096;

  /** Zeros in {@code params} [2, 3], a {@code param_config}, {@code labels}; with gzip. */
  private static final String BY_H5PY =
      """
      H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwosJFD5MPkEKM0IpTug9AommDgjWA6qnUEQ
      aj66upAgV1eQ6v9oAGaPAQuE5mAYBSMReLg6BoDoCChfA0qfYEJVV5BYlJhbDKXjk/Pz0jLTQeI5
      iUmpOcWIdGpApL2MDKwQPYwwPsRmRiaIAMx6ZiiNzmcGpnyQSkEFeQZIElZgEOdgEK+HyrMCUzRI
      nokJYiAHNKcwM8KSugSaiyoGNB6C/fxdGIG+UoDldzb86mGlSQUrfnWwfK3APDLSM2a6gsQzIyMj
      SnnKiJaOJIHyAtBwZUQKOUQ6YkBLRxIcqDHBgFZSD43wYMLIXwJgpQIcsBBwIJCfNCSwh8OE0cIV
      C5AFlbEciDTo7uzvw4gUfIxI6kAgOlopv7SkoLQkPiczLzWxSC8pM7FYSUch2jg2NhbJ3AP8o2E7
      CkbBKBgFo2AUjIJRMApGwSgYBaNgFAxWAOvvw8ZfADDzRn84GAAA
      """;

  @Override
  public String name() {
    return "hdf5";
  }

  @Override
  public List<byte[]> seeds() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new Hdf5Writer()
          .write(
              new ArrayTable()
                  .array(
                      "params",
                      new ArrayInfo(ElementType.F32, List.of(2L, 3L)),
                      sink -> sink.write(new byte[24]))
                  .array(
                      "labels",
                      new ArrayInfo(ElementType.I64, List.of(2L)),
                      sink -> sink.write(new byte[16]))
                  .text("id", List.of("a/1", "a/2"))
                  .metadata("note", "text"),
              out);
      return List.of(out.toByteArray(), byH5py());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] byH5py() throws IOException {
    try (InputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getMimeDecoder().decode(BY_H5PY)))) {
      return in.readAllBytes();
    }
  }

  @Override
  public List<byte[]> words() {
    return List.of("OHDR", "TREE", "SNOD", "HEAP", "GCOL", "FRHP", "\u007f\u007f\u007f\u007f")
        .stream()
        .map(word -> word.getBytes(UTF_8))
        .toList();
  }

  @Override
  public void read(byte[] content) throws IOException {
    Files.write(file, content);
    try (Hdf5File hdf = Hdf5File.open(file, "a.hdf5")) {
      hdf.texts();
      hdf.metadata();
      for (Map.Entry<String, ArrayInfo> entry : hdf.arrays().entrySet()) {
        try (InputStream in = hdf.open(entry.getKey())) {
          in.readNBytes((int) Math.min(1 << 16, entry.getValue().bytes()));
        }
      }
    }
  }

  @Override
  public boolean refuses(Exception thrown) {
    return thrown instanceof IOException;
  }

  @Override
  public long allowedBytes(byte[] content) {
    return FIXED + FOR_A_BYTE * content.length;
  }
}
