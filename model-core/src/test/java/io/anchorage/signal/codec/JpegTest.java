package io.anchorage.signal.codec;

import static io.anchorage.signal.codec.TestImages.DECODER;
import static io.anchorage.signal.codec.TestImages.buffered;
import static io.anchorage.signal.codec.TestImages.exif;
import static io.anchorage.signal.codec.TestImages.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegTest {
  private static final int[] RED = {200, 30, 40};
  private static final byte[] NO_MARK = {};
  private static final byte[] JFIF = {
    (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  /** libjpeg's rule, jdapimin.c: a JFIF segment, then an Adobe segment, then component ids. */
  @ParameterizedTest
  @CsvSource({
    "none, 1 2 3, false",
    "none, 0 1 2, false",
    "none, 82 71 66, true",
    "none, 7 8 9, false",
    "jfif, 1 2 3, false",
    "jfif, 0 1 2, false",
    "jfif, 82 71 66, false",
    "adobe-0, 1 2 3, true",
    "adobe-1, 82 71 66, false",
    "adobe-2, 1 2 3, false",
    "jfif and adobe-0, 1 2 3, false",
    "short adobe-0, 1 2 3, false"
  })
  void what_components_stand_for_is_decided_as_libjpeg_does(String marks, String ids, boolean rgb)
      throws Exception {
    byte[] marked = NO_MARK;
    if (marks.contains("jfif")) {
      marked = join(marked, JFIF);
    }
    if (marks.contains("adobe")) {
      byte[] adobe = adobe(marks.charAt(marks.length() - 1) - '0');
      if (marks.startsWith("short")) {
        adobe = Arrays.copyOf(adobe, adobe.length - 1);
        adobe[3]--;
      }
      marked = join(marked, adobe);
    }
    byte[] jpeg =
        renumbered(
            flatRed(), Arrays.stream(ids.split(" ", -1)).mapToInt(Integer::parseInt).toArray());

    Raster raster = DECODER.decode(inserted(jpeg, marked));

    // RGB 200, 30, 40 is stored as luma 82 and chroma 104 and 212.
    int[] expected = rgb ? new int[] {82, 104, 212} : RED;
    for (int c = 0; c < 3; c++) {
      assertThat(raster.sample(9, 9, c)).isBetween(expected[c] - 1, expected[c] + 1);
    }
  }

  @Test
  void inks_become_light_as_pillow_makes_them() throws Exception {
    Raster jpeg = DECODER.decode(fixture("cmyk.jpg"));
    Raster expected = DECODER.decode(fixture("cmyk.jpg.png"));
    Raster tiff = DECODER.decode(fixture("cmyk.tif"));

    assertThat(jpeg.samples()).containsExactly(expected.samples());
    assertThat(tiff.samples()).containsExactly(DECODER.decode(fixture("cmyk.tif.png")).samples());
  }

  @Test
  void inks_stored_as_luma_and_chroma_are_turned_back_first() {
    assertThat(JpegColours.of(new int[4], true, 2)).isEqualTo(JpegColours.YCCK);
    assertThat(JpegColours.of(new int[4], true, 0)).isEqualTo(JpegColours.CMYK);
    assertThat(JpegColours.of(new int[4], false, JpegColours.NO_ADOBE)).isEqualTo(JpegColours.CMYK);
    char[] rgb = new char[3];

    JpegColours.YCCK.convert(new int[] {82, 104, 212, 128}, 0, rgb, 0);

    // Luma 82 and chroma 104 and 212 are inks of 200, 30 and 39, printed on half of the light.
    assertThat(rgb).containsExactly((char) 28, (char) 113, (char) 108);
  }

  @ParameterizedTest
  @ValueSource(strings = {"subsampled.jpg", "progressive.jpg"})
  void a_jpeg_without_its_end_marker_has_all_its_pixels(String name) throws Exception {
    byte[] whole = fixture(name);

    Raster raster = DECODER.decode(Arrays.copyOf(whole, whole.length - 2));

    assertThat(raster.samples()).containsExactly(DECODER.decode(whole).samples());
  }

  @ParameterizedTest
  @ValueSource(strings = {"subsampled.jpg", "progressive.jpg"})
  void a_jpeg_that_has_lost_pixels_is_refused_and_never_half_grey(String name) throws Exception {
    byte[] whole = fixture(name);
    for (int length = 2; length < whole.length - 4; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> DECODER.decode(cut))
          .as("%d bytes", length)
          .isInstanceOf(BadImageException.class);
      byte[] ended = join(cut, new byte[] {(byte) 0xFF, (byte) 0xD9});
      if (name.startsWith("subsampled")) {
        assertThatThrownBy(() -> DECODER.decode(ended))
            .as("%d bytes and an end", length)
            .isInstanceOf(BadImageException.class);
      }
    }
  }

  /** libjpeg tells only the first of its warnings: a harmless one must not hide another. */
  @Test
  void stray_bytes_do_not_hide_that_pixels_have_been_lost() throws Exception {
    byte[] jpeg = fixture("subsampled.jpg");
    byte[] end = {(byte) 0xFF, (byte) 0xD9};
    byte[] stray = join(Arrays.copyOf(jpeg, jpeg.length - 2), new byte[7], end);
    byte[] sense = jpeg.clone();
    int scan = frame(sense);
    while (sense[scan + 1] != (byte) 0xDA || sense[scan] != (byte) 0xFF) {
      scan++;
    }
    sense[scan + 12] = 1;
    byte[] both = join(Arrays.copyOf(sense, sense.length - 100), end);

    assertThat(DECODER.decode(stray).samples()).containsExactly(DECODER.decode(jpeg).samples());
    assertThat(DECODER.decode(sense).samples()).containsExactly(DECODER.decode(jpeg).samples());
    assertThatThrownBy(() -> DECODER.decode(both)).isInstanceOf(BadImageException.class);
  }

  @Test
  void stray_bytes_fill_bytes_comments_and_what_follows_the_end_do_not_matter() throws Exception {
    byte[] jpeg = fixture("subsampled.jpg");
    char[] pixels = DECODER.decode(jpeg).samples();
    byte[] comment = join(new byte[] {(byte) 0xFF, (byte) 0xFE, 1, 2}, Arrays.copyOf(jpeg, 256));

    for (byte[] variant :
        new byte[][] {
          inserted(jpeg, new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF}),
          inserted(jpeg, comment),
          join(jpeg, new byte[4000]),
          join(jpeg, fixture("progressive.jpg"))
        }) {
      assertThat(DECODER.decode(variant).samples()).containsExactly(pixels);
    }
  }

  @Test
  void the_first_whole_exif_block_decides_how_an_image_is_turned() throws Exception {
    byte[] jpeg = fixture("subsampled.jpg");
    byte[] six = exifSegment(exif(6));
    byte[] one = exifSegment(exif(1));
    byte[] broken = exifSegment("garbage!".getBytes(StandardCharsets.US_ASCII));
    byte[] xmp = segment("http://ns.adobe.com/xap/1.0/\0<x/>".getBytes(StandardCharsets.US_ASCII));
    byte[] doubled = exifSegment(join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif(6)));

    for (byte[] segments :
        new byte[][] {
          six, join(six, one), join(six, broken), join(broken, six), join(xmp, six), doubled
        }) {
      byte[] turned = inserted(jpeg, segments);
      assertThat(DECODER.decode(turned).width()).isEqualTo(40);
      assertThat(ImageHeader.parse(turned).width()).isEqualTo(40);
    }
    assertThat(DECODER.decode(inserted(jpeg, join(one, six))).width()).isEqualTo(48);
  }

  @ParameterizedTest
  @CsvSource({
    "C3, 8, is lossless",
    "C9, 8, is arithmetic-coded",
    "CA, 8, is arithmetic-coded",
    "CB, 8, is arithmetic-coded and lossless",
    "C5, 8, is hierarchical",
    "F7, 8, is JPEG-LS",
    "C1, 12, is 12-bit"
  })
  void kinds_that_are_not_read_are_named(String marker, int bits, String words) {
    byte[] jpeg = fixture("subsampled.jpg");
    int frame = frame(jpeg);
    jpeg[frame + 1] = (byte) Integer.parseInt(marker, 16);
    jpeg[frame + 4] = (byte) bits;

    assertThatThrownBy(() -> DECODER.decode(jpeg))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("JPEG image of 48x40 " + words)
        .hasMessageContaining("convert it");
  }

  /** A scan after which chroma is still to come. */
  @Test
  void a_progressive_jpeg_that_ends_between_scans_is_refused() {
    byte[] whole = fixture("progressive.jpg");
    int scans = 0;
    for (int i = 2; i + 1 < whole.length; i++) {
      if (whole[i] == (byte) 0xFF && whole[i + 1] == (byte) 0xDA) {
        scans++;
        byte[] cut = Arrays.copyOf(whole, i);
        assertThatThrownBy(() -> DECODER.decode(cut)).isInstanceOf(BadImageException.class);
      }
    }
    assertThat(scans).isGreaterThan(3);
  }

  /** A few bytes each, and a pass over the image each. */
  @Test
  void a_progressive_jpeg_of_a_thousand_scans_is_refused_before_it_is_decoded() {
    byte[] whole = fixture("progressive.jpg");
    int last = 0;
    for (int i = 2; i + 1 < whole.length; i++) {
      last = whole[i] == (byte) 0xFF && whole[i + 1] == (byte) 0xDA ? i : last;
    }
    byte[] scan = Arrays.copyOfRange(whole, last, whole.length - 2);
    byte[] many = Arrays.copyOf(whole, whole.length - 2 + 1000 * scan.length);
    for (int n = 0; n < 1000; n++) {
      System.arraycopy(scan, 0, many, whole.length - 2 + n * scan.length, scan.length);
    }
    assertThatThrownBy(() -> DECODER.decode(many))
        .isInstanceOf(BadImageException.class)
        .hasMessage("JPEG image has more than 500 scans");
  }

  private static byte[] flatRed() throws Exception {
    char[] samples = new char[16 * 16 * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (char) RED[i % 3];
    }
    Raster red = new Raster(16, 16, 3, 8, samples);
    byte[] jpeg = TestImages.encode(buffered(red, BufferedImage.TYPE_INT_RGB), "jpg");
    int length = Bytes.u16be(jpeg, 4);
    return join(Arrays.copyOf(jpeg, 2), Arrays.copyOfRange(jpeg, 4 + length, jpeg.length));
  }

  /** Other component ids in the frame and in the scan. */
  private static byte[] renumbered(byte[] jpeg, int[] ids) {
    int frame = frame(jpeg);
    int scan = frame;
    while (jpeg[scan] != (byte) 0xFF || jpeg[scan + 1] != (byte) 0xDA) {
      scan++;
    }
    for (int i = 0; i < 3; i++) {
      jpeg[frame + 10 + 3 * i] = (byte) ids[i];
      jpeg[scan + 5 + 2 * i] = (byte) ids[i];
    }
    return jpeg;
  }

  private static int frame(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xC0) {
      at += 2 + Bytes.u16be(jpeg, at + 2);
    }
    return at;
  }

  private static byte[] adobe(int transform) {
    return new byte[] {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
    };
  }

  private static byte[] exifSegment(byte[] block) {
    return segment(join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), block));
  }

  private static byte[] segment(byte[] data) {
    return join(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (data.length + 2)}, data);
  }

  private static byte[] inserted(byte[] jpeg, byte[] segments) {
    return join(Arrays.copyOf(jpeg, 2), segments, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
