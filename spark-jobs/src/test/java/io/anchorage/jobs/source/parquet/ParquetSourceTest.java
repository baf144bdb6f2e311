package io.anchorage.jobs.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.Format;
import io.anchorage.jobs.config.SourceConfig.Ids;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.Pictures;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.HadoopFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over 300 lines, because each case writes the Parquet file that it reads. */
class ParquetSourceTest {
  private static final String NAMES =
      "{\"info\": {\"features\": {\"image\": {\"_type\": \"Image\"}, \"label\": {\"names\":"
          + " [\"cat\", \"dog\", \"emu\"], \"_type\": \"ClassLabel\"}}}}";
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message schema { optional group image { optional binary bytes; optional binary path"
              + " (UTF8); } optional int64 label; optional binary caption (UTF8); }");

  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("hf");
  }

  /** Images first, first + 1, ..., in row groups of about a hundred rows. */
  private void table(String name, int first, int count) throws IOException {
    List<Group> rows = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      Group row = new SimpleGroupFactory(SCHEMA).newGroup();
      row.addGroup("image")
          .append("bytes", Binary.fromConstantByteArray(Pictures.png(6, 5, i)))
          .append("path", i + ".png");
      row.append("label", (long) (i % 3)).append("caption", "a long text ".repeat(20));
      rows.add(row);
    }
    table(name, SCHEMA, rows);
  }

  private void table(String name, MessageType schema, List<Group> rows) throws IOException {
    Tables.write(folder().resolve(name), schema, NAMES, rows);
  }

  private ImageSource dataset() throws IOException {
    return dataset(Datasets.AUTO);
  }

  private ImageSource dataset(SourceConfig config) throws IOException {
    table("data/train-00000-of-00002.parquet", 0, 300);
    table("data/train-00001-of-00002.parquet", 300, 20);
    table("data/test-00000-of-00001.parquet", 1000, 30);
    return Datasets.open(config, folder());
  }

  @Test
  void images_are_named_by_their_file_and_row() throws IOException {
    ImageSource source = dataset();
    List<ItemRef> items = Datasets.items(source);

    assertThat(items).hasSize(350);
    assertThat(items.get(301))
        .extracting(ItemRef::id, ItemRef::split, ItemRef::index, ItemRef::position)
        .containsExactly("hf/data/train-00001/1", "train", 301L, 1L);
    assertThat(items.get(320).id()).isEqualTo("hf/data/test-00000/0");
    assertThat(Datasets.all(source).get(301))
        .startsWith("hf/data/train-00001/1: 5x6x1 of 8 bits, label 1 'dog'");
  }

  @Test
  void a_further_shard_leaves_the_ids_of_the_others_as_they_are() throws IOException {
    table("train-00001-of-00002.parquet", 0, 4);
    List<String> before = ids(Datasets.open(folder()));
    Files.move(
        folder().resolve("train-00001-of-00002.parquet"),
        folder().resolve("train-00001-of-00003.parquet"));
    table("train-00000-of-00003.parquet", 50, 7);

    assertThat(ids(Datasets.open(folder()))).hasSize(11).containsAll(before);
  }

  @Test
  void the_hash_in_the_name_of_a_shard_is_part_of_its_ids() {
    assertThat(ParquetNames.stem("data/train-00000-of-00001-a09b74b3ef9c3b56.parquet"))
        .isEqualTo("data/train-00000-a09b74b3ef9c3b56");
    assertThat(ParquetNames.stem("a-of-5-b.parquet")).isEqualTo("a-of-5-b");
  }

  @Test
  void an_old_shard_beside_a_new_one_is_told() throws IOException {
    table("train-00000-of-00002.parquet", 0, 4);
    table("train-00000-of-00003.parquet", 0, 4);

    assertThatThrownBy(() -> Datasets.open(folder()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "file:%s has two Parquet files whose rows would have the same ids (hf/train-00000/0,"
                + " ...): train-00000-of-00002.parquet and train-00000-of-00003.parquet; remove the"
                + " one that is out of date, or rename one",
            folder());
  }

  @Test
  void a_split_is_drawn_by_the_id() throws IOException {
    SourceConfig config = SourceConfig.defaults().withTestFraction(0.25);
    table("b.parquet", 0, 200);
    List<String> before = drawn(config);
    table("a.parquet", 0, 50);

    assertThat(drawn(config)).hasSize(250).containsAll(before);
  }

  private List<String> drawn(SourceConfig config) {
    return Datasets.items(Datasets.open(config, folder())).stream()
        .map(item -> item.split() + " " + item.id())
        .toList();
  }

  @Test
  void a_word_of_the_name_gives_the_split() throws IOException {
    table("pets_train.parquet", 0, 3);
    table("pets.test.0001.parquet", 3, 2);

    assertThat(Datasets.items(Datasets.open(folder())))
        .extracting(ItemRef::split)
        .containsExactly("train", "train", "train", "test", "test");
  }

  private static List<String> ids(ImageSource source) {
    return Datasets.items(source).stream().map(ItemRef::id).toList();
  }

  @Test
  void running_numbers_go_through_the_tables_of_a_split() throws IOException {
    ImageSource source = dataset(SourceConfig.defaults().withIds(Ids.RUNNING));
    List<ItemRef> items = Datasets.items(source);

    assertThat(source.labelNames()).containsExactly("cat", "dog", "emu");
    assertThat(items).hasSize(350);
    assertThat(items.get(301))
        .extracting(ItemRef::id, ItemRef::split, ItemRef::index, ItemRef::position)
        .containsExactly("hf/train/301", "train", 301L, 1L);
    assertThat(items.get(320).id()).isEqualTo("hf/test/0");
    assertThat(items).allMatch(item -> item.pixels() > 15 && item.pixels() < 60);
    assertThat(Datasets.all(source).get(301))
        .startsWith(
            "hf/train/301: 5x6x1 of 8 bits, label 1 'dog', samples [45, 50, 55, 60, 65, 48,");
  }

  @Test
  void the_fixture_has_several_row_groups() throws IOException {
    dataset();
    ParquetTable table =
        ParquetTable.open(
            new HadoopFiles(new Configuration()),
            new ParquetFile(
                folder().resolve("data/train-00000-of-00002.parquet").toString(),
                "data/train-00000",
                null,
                Map.of(),
                FileStamp.UNKNOWN),
            SourceConfig.defaults(),
            new HashSet<>());

    assertThat(table.groups()).hasSizeGreaterThan(2);
  }

  @Test
  void one_run_and_seven_read_the_same_images() throws IOException {
    ImageSource source = dataset();

    assertThat(Datasets.inRuns(source, 7)).isEqualTo(Datasets.all(source)).hasSize(350);
  }

  @Test
  void any_order_is_read() throws IOException {
    ImageSource source = dataset();
    List<ItemRef> items = Datasets.items(source).subList(40, 160);
    List<String> forwards = Datasets.read(source, items).stream().map(Datasets::describe).toList();
    Collections.reverse(items);

    List<SourceImage> backwards = Datasets.read(source, items);
    Collections.reverse(backwards);

    assertThat(backwards.stream().map(Datasets::describe)).isEqualTo(forwards);
  }

  @Test
  void one_file_is_a_dataset_and_splits_can_be_drawn() throws IOException {
    table("all.parquet", 0, 200);
    SourceConfig config =
        SourceConfig.defaults()
            .withFormat(Format.PARQUET)
            .withDataset("d")
            .withIds(Ids.RUNNING)
            .withTestFraction(0.25);

    ImageSource source = Datasets.open(config, folder().resolve("all.parquet"));
    List<ItemRef> items = Datasets.items(source);

    assertThat(items).hasSize(200);
    long test = items.stream().filter(item -> item.split().equals("test")).count();
    assertThat(test).isBetween(30L, 70L);
    assertThat(items.get(199).id()).isEqualTo("d/test/" + (test - 1));
    assertThat(items.stream().map(ItemRef::position).distinct()).hasSize(200);
    assertThat(Datasets.inRuns(source, 7)).isEqualTo(Datasets.all(source));
  }

  @Test
  void split_folders_are_splits_and_only_the_wanted_are_opened() throws IOException {
    table("plain/train/0000.parquet", 0, 5);
    table("plain/validation/0000.parquet", 5, 4);
    Files.write(folder().resolve("plain/train/0001.parquet"), new byte[100]);

    ImageSource source =
        ImageSources.open(
            Datasets.AUTO, folder().toString(), new Configuration(), 0, Set.of("test"));

    assertThat(Datasets.items(source))
        .extracting(ItemRef::id)
        .containsExactly(
            "hf/plain/validation/0000/0",
            "hf/plain/validation/0000/1",
            "hf/plain/validation/0000/2",
            "hf/plain/validation/0000/3");
  }

  @Test
  void rows_without_bytes_fail_one_by_one() throws IOException {
    List<Group> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Group row = new SimpleGroupFactory(SCHEMA).newGroup();
      if (i == 1) {
        row.addGroup("image").append("path", "elsewhere.png");
      } else if (i == 2) {
        row.addGroup("image").append("bytes", Binary.fromString("not an image"));
      } else if (i == 3) {
        row.addGroup("image").append("bytes", Binary.fromConstantByteArray(Pictures.png(2, 2, 1)));
      }
      rows.add(row);
    }
    table("train.parquet", SCHEMA, rows);

    List<String> images = Datasets.all(Datasets.open(folder()));

    assertThat(images.get(0)).contains("decode failed").contains("has no image bytes");
    assertThat(images.get(1)).contains("decode failed").contains("has no image bytes");
    assertThat(images.get(2)).contains("decode failed").contains("Not an image");
    assertThat(images.get(3)).contains("2x2x1").contains("label -1 ''");
  }

  @Test
  void tables_without_images_and_files_that_are_no_tables_are_told() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message schema { required int32 a; required int32 b; }");
    table("train.parquet", schema, List.of());
    assertThatThrownBy(() -> Datasets.open(folder()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Parquet file file:%s/train.parquet has no image column: looked for image:"
                + " struct<bytes, path> or binary, found the columns a, b; choose one with"
                + " source.image-column",
            folder());

    Files.delete(folder().resolve("train.parquet"));
    Files.write(folder().resolve("test.parquet"), new byte[100]);
    assertThatThrownBy(() -> Datasets.open(folder()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Not a Parquet file: file:" + folder() + "/test.parquet (")
        .hasMessageNotContaining("\n");
  }

  @Test
  void an_empty_table_is_told() throws IOException {
    table("train.parquet", 0, 0);

    assertThatThrownBy(() -> Datasets.open(folder()))
        .hasMessage("Dataset is empty: the Parquet tables in file:%s contain no images", folder());
  }
}
