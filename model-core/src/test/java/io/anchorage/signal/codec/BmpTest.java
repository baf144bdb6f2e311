package io.anchorage.signal.codec;

import static io.anchorage.signal.codec.TestImages.DECODER;
import static io.anchorage.signal.codec.TestImages.HEIGHT;
import static io.anchorage.signal.codec.TestImages.WIDTH;
import static io.anchorage.signal.codec.TestImages.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BmpTest {
  private static final int STRIDE = (3 * WIDTH + 3) / 4 * 4;

  @ParameterizedTest
  @ValueSource(ints = {12, 16, 20, 40, 52, 56, 64, 108, 124})
  void headers_of_windows_and_os2_are_read(int header) throws Exception {
    byte[] file = file(header, 0, 24, 0, rows(3));

    assertThat(DECODER.decode(file).samples()).containsExactly(pattern(3, 8).samples());
  }

  @Test
  void what_only_pads_the_last_row_may_lack_but_no_pixel() throws Exception {
    byte[] file = file(40, 0, 24, 0, rows(3));
    int padding = STRIDE - 3 * WIDTH;
    byte[] cut = Arrays.copyOf(file, file.length - padding);

    assertThat(padding).isEqualTo(1);
    assertThat(DECODER.decode(cut).samples()).containsExactly(pattern(3, 8).samples());
    assertThatThrownBy(() -> DECODER.decode(Arrays.copyOf(cut, cut.length - 1)))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("truncated");
  }

  @Test
  void a_gap_before_the_pixels_and_bytes_after_them_do_not_matter() throws Exception {
    byte[] file = file(40, 10, 24, 0, rows(3));

    assertThat(DECODER.decode(Arrays.copyOf(file, file.length + 100)).samples())
        .containsExactly(pattern(3, 8).samples());
  }

  @Test
  void alpha_that_is_zero_everywhere_is_none() throws Exception {
    Raster raster = DECODER.decode(file(56, 0, 32, 3, rows(4, 0)));

    assertThat(raster.channels()).isEqualTo(4);
    for (int p = 0; p < WIDTH * HEIGHT; p++) {
      assertThat(raster.samples()[4 * p + 3]).isEqualTo((char) 255);
      assertThat(raster.samples()[4 * p]).isEqualTo(pattern(3, 8).samples()[3 * p]);
    }
  }

  @Test
  void alpha_that_is_somewhere_stays() throws Exception {
    Raster raster = DECODER.decode(file(56, 0, 32, 3, rows(4, 7)));

    assertThat(raster.samples()[3]).isEqualTo((char) 7);
    assertThat(raster.samples()[7]).isEqualTo((char) 0);
  }

  @Test
  void runs_may_end_without_their_mark_once_all_pixels_are_there() throws Exception {
    String rows = "0201" + "0000" + "0100" + "0101";
    byte[] whole = runs(rows + "0001");

    assertThat(DECODER.decode(runs(rows)).samples())
        .containsExactly(DECODER.decode(whole).samples());
    assertThatThrownBy(() -> DECODER.decode(runs("0201" + "0000" + "0100")))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("truncated");
  }

  private static byte[] runs(String hex) {
    ByteBuffer bmp = ByteBuffer.allocate(14 + 40 + 8 + hex.length() / 2);
    bmp.order(ByteOrder.LITTLE_ENDIAN).put((byte) 'B').put((byte) 'M').putInt(0).putInt(0);
    bmp.putInt(62).putInt(40).putInt(2).putInt(2).putShort((short) 1).putShort((short) 8).putInt(1);
    bmp.putInt(0).putInt(0).putInt(0).putInt(2).putInt(0).putInt(0x0A0A0A).putInt(0x141414);
    return bmp.put(HexFormat.of().parseHex(hex)).array();
  }

  private static byte[] file(int header, int gap, int depth, int compression, byte[] pixels) {
    ByteBuffer bmp = ByteBuffer.allocate(14 + header + gap + pixels.length);
    bmp.order(ByteOrder.LITTLE_ENDIAN).put((byte) 'B').put((byte) 'M').putInt(7).putInt(0);
    bmp.putInt(14 + header + gap).putInt(header);
    if (header == 12) {
      bmp.putShort((short) WIDTH).putShort((short) HEIGHT).putShort((short) 1);
    } else {
      bmp.putInt(WIDTH).putInt(HEIGHT).putShort((short) 1);
    }
    bmp.putShort((short) depth);
    if (header >= 20) {
      bmp.putInt(compression);
    }
    if (compression == 3) {
      bmp.putInt(54, 0xFF0000).putInt(58, 0xFF00).putInt(62, 0xFF).putInt(66, 0xFF000000);
    }
    return bmp.position(14 + header + gap).put(pixels).array();
  }

  /** Rows of the pattern from the bottom up, blue first; the first pixel's alpha is given. */
  private static byte[] rows(int bytes, int... alpha) {
    Raster raster = pattern(3, 8);
    int stride = (bytes * WIDTH + 3) / 4 * 4;
    byte[] rows = new byte[stride * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int at = (HEIGHT - 1 - y) * stride + bytes * x;
        for (int c = 0; c < 3; c++) {
          rows[at + c] = (byte) raster.sample(y, x, 2 - c);
        }
        if (bytes == 4 && x == 0 && y == 0) {
          rows[at + 3] = (byte) alpha[0];
        }
      }
    }
    return rows;
  }
}
