package io.anchorage.jobs.source.parquet;

import static io.anchorage.jobs.source.Datasets.write;
import static io.anchorage.jobs.source.parquet.Tables.findings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSubsetsTest {
  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("hf");
  }

  private void table(String name, int rows) throws IOException {
    Tables.images(folder().resolve(name), "", null, rows, (row, i) -> {});
  }

  private static SourceConfig subset(String name) {
    return SourceConfig.defaults().withSubset(name);
  }

  private List<String> ids(SourceConfig config) {
    return Datasets.items(Datasets.open(config, folder())).stream().map(ItemRef::id).toList();
  }

  private void refuses(SourceConfig config, String message) {
    assertThatThrownBy(() -> Datasets.open(config, folder()))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FOLDER", "file:" + folder()));
  }

  @Test
  void configurations_in_folders_need_a_choice() throws IOException {
    table("plain_text/train-00000-of-00001.parquet", 1);
    table("plain_text/test-00000-of-00001.parquet", 1);
    table("other/train-00000-of-00001.parquet", 2);

    refuses(
        Datasets.AUTO,
        "FOLDER has several datasets: other (train), plain_text (test, train); choose one with"
            + " source.subset, or all of them with source.subset: \"*\"");
    refuses(subset("third"), "source.subset is third, but FOLDER has only other, plain_text");
    assertThat(ids(subset("other")))
        .containsExactly("hf/other/train-00000/0", "hf/other/train-00000/1");
    assertThat(ids(subset("*"))).hasSize(4);
    assertThat(findings(Datasets.open(subset("other"), folder())))
        .contains("found: subset: other", "left out: other subsets: plain_text");
  }

  @Test
  void folders_of_splits_are_one_dataset() throws IOException {
    table("plain_text/train/0000.parquet", 1);
    table("plain_text/test/0000.parquet", 1);

    assertThat(ids(Datasets.AUTO)).hasSize(2);
    assertThat(findings(Datasets.open(folder()))).noneMatch(finding -> finding.contains("folders"));
  }

  @Test
  void folders_that_say_nothing_of_splits_are_parts_and_told() throws IOException {
    table("a/0000.parquet", 1);
    table("b/0000.parquet", 1);

    assertThat(ids(Datasets.AUTO)).containsExactly("hf/a/0000/0", "hf/b/0000/0");
    assertThat(findings(Datasets.open(folder())))
        .contains(
            "guessed: tables of these folders are one dataset, source.subset takes one of them: a,"
                + " b");
  }

  @Test
  void configurations_of_the_dataset_card_need_a_choice() throws IOException {
    table("data/en-train-0.parquet", 1);
    table("data/de-train-0.parquet", 2);
    table("data/de-test-0.parquet", 3);
    write(
        folder(),
        "README.md",
        """
        ---
        license: mit
        configs:
        - config_name: en
          data_files: data/en-*
        - config_name: de
          default: true
          data_files:
          - split: train
            path: data/de-train-*
          - split: test
            path: "**/de-test-?.parquet"
        ---
        # A dataset
        """
            .getBytes(StandardCharsets.UTF_8));

    refuses(
        Datasets.AUTO,
        "FOLDER has several datasets: en (train), de (test, train); choose one with source.subset,"
            + " or all of them with source.subset: \"*\"");
    assertThat(ids(subset("en"))).containsExactly("hf/data/en-train-0/0");
    assertThat(ids(subset("de"))).hasSize(5);
  }

  @Test
  void folders_of_partitions_give_splits_and_classes() throws IOException {
    table("split=train/label=a%3Ab/x.parquet", 1);
    table("split=train/label=cat/x.parquet", 1);
    table("split=test/label=cat/x.parquet", 1);
    table("split=test/label=__HIVE_DEFAULT_PARTITION__/x.parquet", 1);

    ImageSource source = Datasets.open(folder());

    assertThat(source.labelNames()).containsExactly("a:b", "cat");
    assertThat(Tables.labels(source)).containsExactly("0 a:b", "1 cat", "-1", "1 cat");
    assertThat(findings(source))
        .containsExactly(
            "found: splits: train 2, test 2",
            "found: classes: 2 (a:b 1, cat 2)",
            "found: rows without a label: test 1");
  }

  @Test
  void what_a_job_did_not_finish_is_left_out() throws IOException {
    table("part-0.parquet", 2);
    table("_temporary/0/task_1/part-1.parquet", 3);

    assertThat(ids(Datasets.AUTO)).containsExactly("hf/part-0/0", "hf/part-0/1");
    assertThat(findings(Datasets.open(folder())))
        .contains(
            "left out: 1 tables in folders that begin with _, such as"
                + " _temporary/0/task_1/part-1.parquet");
  }
}
