package io.anchorage.jobs.source;

import static io.anchorage.jobs.source.Datasets.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarSourceTest {
  private static final int RECORD = 3073;

  @TempDir Path folder;

  private static byte[] batch(int first, int count) {
    byte[] bytes = new byte[count * RECORD];
    for (int i = 0; i < count; i++) {
      Arrays.fill(bytes, i * RECORD, (i + 1) * RECORD, (byte) (first + i));
      bytes[i * RECORD] = (byte) ((first + i) % 10);
    }
    return bytes;
  }

  private ImageSource dataset() throws IOException {
    return dataset(Datasets.AUTO);
  }

  private ImageSource dataset(SourceConfig config) throws IOException {
    write(folder, "test_batch.bin", batch(100, 4));
    write(folder, "data_batch_10.bin", batch(20, 3));
    write(folder, "data_batch_2.bin", batch(10, 10));
    write(folder, "data_batch_1.bin", batch(0, 10));
    write(
        folder,
        "batches.meta.txt",
        "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n"
            .getBytes(StandardCharsets.UTF_8));
    return Datasets.open(config, folder);
  }

  @Test
  void images_are_named_by_their_batch() throws IOException {
    String name = folder.getFileName().toString();

    assertThat(Datasets.items(dataset()))
        .extracting(ItemRef::id)
        .hasSize(27)
        .contains(name + "/data_batch_2/9", name + "/data_batch_10/2", name + "/test_batch/3");
  }

  @Test
  void running_numbers_go_through_the_batches_of_a_split() throws IOException {
    ImageSource source = dataset(SourceConfig.defaults().withIds(Ids.RUNNING));
    List<ItemRef> items = Datasets.items(source);
    String name = folder.getFileName().toString();

    assertThat(items).hasSize(27);
    assertThat(items.get(22))
        .extracting(ItemRef::id, ItemRef::index, ItemRef::position)
        .containsExactly(name + "/train/22", 22L, 2L);
    assertThat(items.get(23).id()).isEqualTo(name + "/test/0");
    for (int i = 0; i < 23; i++) {
      SourceImage.Decoded image =
          (SourceImage.Decoded) Datasets.read(source, items.subList(i, i + 1)).get(0);
      assertThat(image.raster().sample(31, 31, 2)).isEqualTo(i);
      assertThat(image.label()).isEqualTo(i % 10);
      assertThat(image.labelName()).isEqualTo(source.labelNames().get(i % 10));
    }
  }

  @Test
  void one_run_and_seven_read_the_same_images() throws IOException {
    ImageSource source = dataset();

    assertThat(Datasets.inRuns(source, 7)).isEqualTo(Datasets.all(source)).hasSize(27);
  }

  @Test
  void a_truncated_batch_is_told() throws IOException {
    write(folder, "data_batch_1.bin", Arrays.copyOf(batch(0, 2), 5000));

    assertThatThrownBy(() -> Datasets.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "CIFAR-10 batch file:%s/data_batch_1.bin is truncated: 5000 bytes are not a multiple"
                + " of 3073",
            folder);
  }

  @Test
  void a_label_that_cifar_does_not_have_is_a_bad_image() throws IOException {
    byte[] bytes = batch(0, 3);
    bytes[RECORD] = 77;
    write(folder, "data_batch_1.bin", bytes);

    List<String> images = Datasets.all(Datasets.open(folder));

    assertThat(images.get(1)).contains("decode failed").contains("a label outside 0 .. 9: 77");
    assertThat(images.get(2)).contains("label 2");
  }
}
