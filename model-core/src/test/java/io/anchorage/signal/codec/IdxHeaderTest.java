package io.anchorage.signal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.signal.Raster;
import io.anchorage.signal.codec.IdxHeader.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IdxHeaderTest {
  @Test
  void an_image_file_tells_its_size() throws IOException {
    IdxHeader header =
        IdxHeader.parse(hex("00000803 0000ea60 0000001c 0000001c"), Kind.IMAGES, "train");

    assertThat(header).isEqualTo(new IdxHeader(Kind.IMAGES, 60_000, 28, 28));
    assertThat(header.offset(2)).isEqualTo(16 + 2 * 784);
    assertThat(header.fileBytes()).isEqualTo(47_040_016L);
  }

  @Test
  void a_label_file_has_records_of_one_byte() throws IOException {
    IdxHeader header = IdxHeader.parse(hex("00000801 00002710"), Kind.LABELS, "labels");

    assertThat(header.count()).isEqualTo(10_000);
    assertThat(header.fileBytes()).isEqualTo(10_008L);
  }

  @Test
  void rows_come_before_columns() throws IOException {
    IdxHeader header =
        IdxHeader.parse(hex("00000803 00000001 00000002 00000003"), Kind.IMAGES, "x");

    Raster raster = header.image(new byte[] {9, 0, 1, 2, 3, 4, (byte) 255}, 1);

    assertThat(raster.height()).isEqualTo(2);
    assertThat(raster.width()).isEqualTo(3);
    assertThat(raster.sample(0, 2, 0)).isEqualTo(2);
    assertThat(raster.sample(1, 2, 0)).isEqualTo(255);
  }

  @Test
  void records_beyond_two_gigabytes_have_long_offsets() throws IOException {
    IdxHeader header =
        IdxHeader.parse(hex("00000803 00100000 00000100 00000100"), Kind.IMAGES, "x");

    assertThat(header.offset(0x0F_FFFF)).isEqualTo(16 + 0x0F_FFFFL * 65_536);
  }

  @Test
  void a_label_file_in_place_of_images_is_named() {
    assertThatThrownBy(() -> IdxHeader.parse(hex("00000801 00002710"), Kind.IMAGES, "a-file"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "IDX file a-file has magic number 0x00000801 where images have 0x00000803: it holds"
                + " labels");
  }

  @Test
  void wrong_magic_numbers_are_explained() {
    assertThatThrownBy(() -> IdxHeader.parse(hex("1f8b0808"), Kind.IMAGES, "a-file"))
        .hasMessageContaining("0x1F8B0808")
        .hasMessageContaining("gzip");
    assertThatThrownBy(() -> IdxHeader.parse(hex("00000d03"), Kind.IMAGES, "a-file"))
        .hasMessageEndingWith(": its samples are floats, not unsigned bytes");
    assertThatThrownBy(() -> IdxHeader.parse(hex("00000804"), Kind.IMAGES, "a-file"))
        .hasMessageContaining("it has 4 dimensions, as colour images have");
    assertThatThrownBy(() -> IdxHeader.parse(hex("89504e47"), Kind.IMAGES, "a-file"))
        .hasMessageContaining("a-file")
        .hasMessageContaining("0x89504E47");
  }

  @Test
  void truncated_files_are_refused() throws IOException {
    assertThatThrownBy(() -> IdxHeader.parse(new byte[0], Kind.IMAGES, "a-file"))
        .hasMessageContaining("a-file is truncated: 0 bytes");
    assertThatThrownBy(() -> IdxHeader.parse(hex("00000803 0000"), Kind.IMAGES, "a-file"))
        .hasMessageContaining("a-file is truncated: 6 bytes");
    IdxHeader header =
        IdxHeader.parse(hex("00000803 00000002 0000001c 0000001c"), Kind.IMAGES, "a-file");
    assertThatThrownBy(() -> header.checkLength(1000, "a-file"))
        .hasMessage(
            "IDX file a-file is truncated: 1000 bytes, its header promises 1584 (2 records of"
                + " 28x28)");
    assertThatThrownBy(() -> header.checkLength(1585, "a-file")).hasMessageContaining("too long");
    header.checkLength(1584, "a-file");
  }

  @Test
  void impossible_sizes_are_refused() {
    for (String sizes :
        new String[] {
          "ffffffff 0000001c 0000001c", "00000001 00000000 0000001c", "00000001 00010000 00010000"
        }) {
      assertThatThrownBy(() -> IdxHeader.parse(hex("00000803" + sizes), Kind.IMAGES, "a-file"))
          .hasMessageContaining("impossible header");
    }
  }

  @Test
  void cifar_planes_become_interleaved_pixels() throws IOException {
    byte[] batch = new byte[2 * CifarLayout.TEN.recordBytes()];
    ByteBuffer second =
        ByteBuffer.wrap(batch, CifarLayout.TEN.recordBytes(), CifarLayout.TEN.recordBytes());
    second.put((byte) 7);
    for (int plane = 0; plane < 3; plane++) {
      for (int p = 0; p < 1024; p++) {
        second.put((byte) (p / 32 * 5 + p % 32 + 40 * plane));
      }
    }

    CifarRecord record = CifarLayout.TEN.parse(batch, CifarLayout.TEN.recordBytes(), "batch");

    assertThat(record.label()).isEqualTo(7);
    for (int c = 0; c < 3; c++) {
      assertThat(record.raster().sample(31, 2, c)).isEqualTo((31 * 5 + 2 + 40 * c) & 0xFF);
    }
    assertThat(CifarLayout.TEN.count(30_730_000L, "batch")).isEqualTo(10_000);
  }

  @Test
  void cifar_batches_that_are_not_are_refused() {
    byte[] batch = new byte[CifarLayout.TEN.recordBytes()];
    batch[0] = 10;
    assertThatThrownBy(() -> CifarLayout.TEN.parse(batch, 0, "a-batch"))
        .hasMessageContaining("a-batch has a label outside 0 .. 9: 10");
    assertThatThrownBy(() -> CifarLayout.TEN.parse(batch, 1, "a-batch"))
        .hasMessageContaining("truncated");
    assertThatThrownBy(() -> CifarLayout.TEN.count(3072, "a-batch"))
        .hasMessage("CIFAR-10 batch a-batch is truncated: 3072 bytes are not a multiple of 3073");
    assertThatThrownBy(() -> CifarLayout.TEN.count(20 * 3074, "a-batch"))
        .hasMessage(
            "CIFAR-10 file a-batch holds records of CIFAR-100: 61480 bytes are not a multiple of"
                + " 3073 but of 3074");
  }

  @Test
  void cifar_100_has_two_labels() throws IOException {
    byte[] record = new byte[CifarLayout.FINE.recordBytes()];
    record[0] = 19;
    record[1] = 99;
    record[2] = 5;

    assertThat(CifarLayout.FINE.parse(record, 0, "train").label()).isEqualTo(99);
    assertThat(CifarLayout.COARSE.parse(record, 0, "train").label()).isEqualTo(19);
    assertThat(CifarLayout.FINE.parse(record, 0, "train").raster().sample(0, 0, 0)).isEqualTo(5);
    assertThat(CifarLayout.FINE.count(6148, "train")).isEqualTo(2);
  }

  @Test
  void rows_of_labels_begin_with_the_class() throws IOException {
    IdxHeader header = IdxHeader.parse(hex("00000c02 0000ea60 00000008"), Kind.LABELS, "qmnist");

    assertThat(header).isEqualTo(new IdxHeader(Kind.LABEL_ROWS, 60_000, 1, 8));
    assertThat(header.recordBytes()).isEqualTo(32);
    assertThat(header.offset(2)).isEqualTo(12 + 64);
    assertThat(header.label(hex("00000007 00000001"))).isEqualTo(7);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
