package io.anchorage.signal;

import static io.anchorage.signal.codec.TestImages.DECODER;
import static io.anchorage.signal.codec.TestImages.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.SignalConfig.Alpha;
import io.anchorage.signal.SignalConfig.ValueRange;
import io.anchorage.signal.Transform.CenterCrop;
import io.anchorage.signal.Transform.Crop;
import io.anchorage.signal.Transform.PadToCanvas;
import io.anchorage.signal.Transform.PadToCanvas.Placement;
import io.anchorage.signal.codec.ImageDecoder;
import io.anchorage.signal.codec.PngWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PixelsTest {
  @Test
  void the_pixel_hash_is_that_of_its_specification() throws Exception {
    Raster raster = new Raster(1, 2, 1, 8, new char[] {7, 255});
    ByteBuffer canonical = ByteBuffer.allocate(20);
    canonical.putInt(1).putInt(2).putInt(1).putInt(8).putShort((short) 7).putShort((short) 255);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.array());

    assertThat(PixelHash.of(raster)).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void the_pixel_hash_tells_size_depth_and_samples_apart() {
    char[] samples = new char[10_000];
    List<String> hashes = new ArrayList<>();
    hashes.add(PixelHash.of(new Raster(100, 100, 1, 8, samples)));
    hashes.add(PixelHash.of(new Raster(50, 200, 1, 8, samples)));
    hashes.add(PixelHash.of(new Raster(100, 50, 2, 8, samples)));
    hashes.add(PixelHash.of(new Raster(100, 100, 1, 16, samples)));
    samples[9_999] = 1;
    hashes.add(PixelHash.of(new Raster(100, 100, 1, 8, samples)));

    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Property(tries = 100)
  void png_keeps_every_sample(
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 4) int channels,
      @ForAll boolean deep,
      @ForAll long seed)
      throws Exception {
    Raster raster = random(height, width, channels, deep ? 16 : 8, seed);

    byte[] png = PngWriter.encode(raster);

    assertThat(PixelHash.of(DECODER.decode(png))).isEqualTo(PixelHash.of(raster));
  }

  @Test
  void the_jdk_reads_our_png_too() throws Exception {
    Raster raster = pattern(3, 16);

    java.awt.image.Raster read =
        ImageIO.read(new ByteArrayInputStream(PngWriter.encode(raster))).getRaster();

    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        assertThat(read.getSample(x, y, 1)).isEqualTo(raster.sample(y, x, 1));
      }
    }
  }

  @Test
  void a_large_png_is_cut_into_chunks() throws Exception {
    Raster raster = random(600, 800, 3, 16, 1);

    Raster back = new ImageDecoder(480_000).decode(PngWriter.encode(raster));

    assertThat(back.samples()).isEqualTo(raster.samples());
  }

  @Property(tries = 200)
  void a_value_comes_back_to_its_place_on_the_unit_scale(
      @ForAll @FloatRange(min = 0, max = 1) float unit,
      @ForAll @FloatRange(min = -1, max = 1) float offset,
      @ForAll @FloatRange(min = 0.01f, max = 4) float scale) {
    Normalisation normalisation = new Normalisation(List.of(offset), List.of(scale));

    float value = normalisation.toValue(0, unit);

    assertThat(normalisation.toUnit(0, value)).isCloseTo(unit, within(1e-6f));
    assertThat(UnitImage.samples(new float[] {value}, normalisation)[0])
        .isCloseTo(unit, within(1e-6f));
  }

  @Property(tries = 60)
  void every_range_gives_the_pixels_back(
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll ValueRange range,
      @ForAll boolean deep,
      @ForAll long seed)
      throws Exception {
    Raster raster = random(height, width, 3, deep ? 16 : 8, seed);
    if (range == ValueRange.AUTO || range == ValueRange.STANDARDISED_DATASET) {
      return;
    }
    SignalPipeline pipeline = pipeline(range, List.of());

    UnitImage image = UnitImage.of(pipeline.signal("a", raster));

    assertThat(image.raster(raster.bits()).samples()).containsExactly(raster.samples());
  }

  @Property(tries = 60)
  void a_padded_image_is_found_again_in_the_middle_of_its_canvas(
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll @IntRange(min = 0, max = 7) int more,
      @ForAll long seed)
      throws Exception {
    Raster raster = random(height, width, 1, 8, seed);
    List<Transform> transforms =
        List.of(
            new Crop(0, 0, height, width),
            new PadToCanvas(height + more, width + 2 * more, Placement.CENTERED),
            new CenterCrop(height, width));

    Raster pixels = pipeline(ValueRange.UNIT, transforms).pixels("a", raster);

    assertThat(pixels.samples()).containsExactly(raster.samples());
  }

  @Test
  void values_beyond_the_range_are_held_inside_and_nan_is_black() {
    Normalisation symmetric = Normalisation.symmetric(1);
    float[] values = {-1.5f, -1f, 0f, 1f, 7f, Float.NaN};

    UnitImage image = UnitImage.of(values, Grid.image(2, 3), symmetric);

    assertThat(image.samples()).startsWith(0f, 0f, 0.5f, 1f, 1f);
    assertThat(image.raster(8).samples()).containsExactly(new char[] {0, 0, 128, 255, 255, 0});
  }

  @Test
  void statistics_are_those_of_all_pixels_whatever_the_order_and_the_parts() throws Exception {
    List<Raster> images = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      images.add(random(3 + i, 5, 1, 8, i));
    }
    double sum = 0;
    double count = 0;
    for (Raster image : images) {
      for (char sample : image.samples()) {
        sum += sample / 255.0;
        count++;
      }
    }
    double squares = 0;
    for (Raster image : images) {
      for (char sample : image.samples()) {
        squares += (sample / 255.0 - sum / count) * (sample / 255.0 - sum / count);
      }
    }

    DatasetStatistics whole = total(images);
    Collections.shuffle(images, new Random(5));
    DatasetStatistics parts = total(images.subList(0, 7)).plus(total(images.subList(7, 20)));

    Normalisation normalisation = whole.normalisations().get(1);
    assertThat(normalisation.offset().get(0)).isEqualTo((float) (sum / count));
    assertThat(normalisation.scale().get(0))
        .isCloseTo((float) Math.sqrt(squares / count), within(1e-7f));
    assertThat(parts.normalisations()).isEqualTo(whole.normalisations());
    assertThat(copy(parts).normalisations()).isEqualTo(whole.normalisations());
  }

  @Test
  void statistics_keep_grey_and_colour_apart_and_depths_together() {
    Raster shallow = new Raster(1, 2, 1, 8, new char[] {0, 255});
    Raster deep = new Raster(1, 2, 1, 16, new char[] {0, 65_535});

    DatasetStatistics mixed =
        DatasetStatistics.of(shallow)
            .plus(DatasetStatistics.of(deep))
            .plus(DatasetStatistics.of(pattern(3, 8)))
            .plus(DatasetStatistics.none());

    assertThat(mixed.normalisations().keySet()).containsExactly(1, 3);
    assertThat(mixed.normalisations().get(1)).isEqualTo(Normalisation.symmetric(1));
    assertThat(DatasetStatistics.none().normalisations()).isEmpty();
  }

  private static DatasetStatistics total(List<Raster> images) {
    return images.stream()
        .map(DatasetStatistics::of)
        .reduce(DatasetStatistics.none(), DatasetStatistics::plus);
  }

  private static DatasetStatistics copy(DatasetStatistics statistics) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(statistics);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (DatasetStatistics) in.readObject();
    }
  }

  private static SignalPipeline pipeline(ValueRange range, List<Transform> transforms) {
    return new SignalPipeline(
        new SignalConfig(Alpha.BLACK, transforms, range), id -> new Philox(1));
  }

  private static Raster random(int height, int width, int channels, int bits, long seed) {
    Random random = new Random(seed);
    char[] samples = new char[height * width * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (char) random.nextInt(1 << bits);
    }
    return new Raster(height, width, channels, bits, samples);
  }
}
