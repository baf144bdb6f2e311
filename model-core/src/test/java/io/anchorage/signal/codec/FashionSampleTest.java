package io.anchorage.signal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.signal.codec.IdxHeader.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FashionSampleTest {
  private static final Path SAMPLE = Path.of("..", "conf", "sample", "fashion-mnist");

  @ParameterizedTest
  @CsvSource({"train, 60", "t10k, 20"})
  void the_committed_sample_is_class_balanced_and_free_of_duplicates(String split, int perClass)
      throws IOException {
    byte[] labelFile = gunzip(split + "-labels-idx1-ubyte.gz");
    IdxHeader labels = IdxHeader.parse(labelFile, Kind.LABELS, split);
    labels.checkLength(labelFile.length, split);
    int[] counts = new int[10];
    for (int i = 0; i < labels.count(); i++) {
      counts[labelFile[(int) labels.offset(i)]]++;
    }
    assertThat(counts).containsOnly(perClass);

    byte[] imageFile = gunzip(split + "-images-idx3-ubyte.gz");
    IdxHeader images = IdxHeader.parse(imageFile, Kind.IMAGES, split);
    images.checkLength(imageFile.length, split);
    assertThat(images).isEqualTo(new IdxHeader(Kind.IMAGES, labels.count(), 28, 28));
    Set<Integer> distinct = new HashSet<>();
    for (int i = 0; i < images.count(); i++) {
      distinct.add(Arrays.hashCode(images.image(imageFile, (int) images.offset(i)).samples()));
    }
    assertThat(distinct).hasSizeGreaterThan(images.count() * 99 / 100);
  }

  private static byte[] gunzip(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(SAMPLE.resolve(name)))) {
      return in.readAllBytes();
    }
  }
}
