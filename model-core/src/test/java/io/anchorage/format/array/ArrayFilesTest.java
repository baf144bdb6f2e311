package io.anchorage.format.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of arrays: npz and safetensors of several element types. */
class ArrayFilesTest {
  @TempDir Path folder;

  /** A format: how it is written and read. */
  private enum Kind {
    NPZ {
      @Override
      ArrayTable.Form writer() {
        return new NpzWriter();
      }

      @Override
      ArrayFile open(Path file) throws IOException {
        return NpzFile.open(file, "a.npz");
      }
    },
    SAFETENSORS {
      @Override
      ArrayTable.Form writer() {
        return new SafetensorsWriter();
      }

      @Override
      ArrayFile open(Path file) throws IOException {
        return SafetensorsFile.open(file, "a.safetensors");
      }
    };

    abstract ArrayTable.Form writer();

    abstract ArrayFile open(Path file) throws IOException;
  }

  private static ArrayTable table() {
    ByteBuffer floats = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(new float[] {1, 2, 3, 4, 5, Float.NaN});
    ByteBuffer longs = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    longs.asLongBuffer().put(new long[] {-1, 1L << 40});
    return new ArrayTable()
        .array(
            "w", new ArrayInfo(ElementType.F32, List.of(2L, 3L)), out -> out.write(floats.array()))
        .array("n", new ArrayInfo(ElementType.I64, List.of(2L)), out -> out.write(longs.array()))
        .array("e", new ArrayInfo(ElementType.F64, List.of(0L)), out -> {})
        .text("id", List.of("a/Käse", "\ud83d\ude00"))
        .metadata("note", "{\"a\": 1}");
  }

  private static byte[] written(Kind kind) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    kind.writer().write(table(), out);
    return out.toByteArray();
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("file"), content);
  }

  @Test
  void arrays_texts_and_metadata_are_read_as_they_were_written() throws IOException {
    for (Kind kind : Kind.values()) {
      try (ArrayFile file = kind.open(file(written(kind)))) {
        assertThat(file.arrays())
            .containsEntry("w", new ArrayInfo(ElementType.F32, List.of(2L, 3L)))
            .containsEntry("n", new ArrayInfo(ElementType.I64, List.of(2L)))
            .containsEntry("e", new ArrayInfo(ElementType.F64, List.of(0L)));
        assertThat(file.texts()).containsEntry("id", List.of("a/Käse", "\ud83d\ude00"));
        assertThat(file.metadata()).containsEntry("note", "{\"a\": 1}");
        try (InputStream in = file.open("n")) {
          ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(16)).order(ByteOrder.LITTLE_ENDIAN);
          assertThat(bytes.getLong(8)).isEqualTo(1L << 40);
        }
        try (InputStream in = file.open("w")) {
          ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(24)).order(ByteOrder.LITTLE_ENDIAN);
          assertThat(bytes.getFloat(16)).isEqualTo(5);
        }
      }
      assertThat(written(kind)).isEqualTo(written(kind));
    }
  }

  @Test
  void python_objects_structures_and_other_orders_are_refused() throws IOException {
    refused("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "never Python objects");
    refused("{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }", "type >f4");
    refused("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", "Fortran's order");
    refused("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", "not understood");
    refused("{'descr': __import__('os'), 'shape': (2,), }", "not understood");
    refused(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776,), }",
        "should hold 4398046511104 bytes");
    refused(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999, 999999999999), }",
        "impossible shape");
  }

  private void refused(String header, String words) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("w.npy"));
      byte[] text = header.getBytes(StandardCharsets.US_ASCII);
      zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
      zip.write(new byte[] {(byte) text.length, (byte) (text.length >> 8)});
      zip.write(text);
      zip.write(new byte[8]);
    }
    Path file = file(out.toByteArray());
    assertThatThrownBy(() -> NpzFile.open(file, "a.npz").close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void damaged_files_are_read_or_refused_in_one_line() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (Kind kind : Kind.values()) {
      byte[] seed = written(kind);
      for (int length = 0; length < seed.length; length += 3) {
        tried(kind, Arrays.copyOf(seed, length));
      }
      for (int i = 0; i < 2_000; i++) {
        byte[] file = seed.clone();
        for (int k = 0; k <= random.nextInt(4); k++) {
          file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        }
        tried(kind, file);
      }
    }
  }

  private void tried(Kind kind, byte[] content) throws IOException {
    Path path = file(content);
    try (ArrayFile file = kind.open(path)) {
      file.texts();
      file.metadata();
      for (Map.Entry<String, ArrayInfo> entry : file.arrays().entrySet()) {
        try (InputStream in = file.open(entry.getKey())) {
          in.readNBytes((int) Math.min(1 << 16, entry.getValue().bytes()));
        }
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }
}
