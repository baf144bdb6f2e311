package io.anchorage.jobs.learn.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelPageTest {
  @TempDir Path folder;

  private StorageFolder files() {
    return StorageFolder.at(folder.toString(), new Configuration());
  }

  private void training(Path at, int seed, double accuracy) throws IOException {
    Files.createDirectories(at);
    Files.writeString(
        at.resolve("result.json"),
        """
        {"name": "flat, seed %d", "variant": "", "model": "flat-mlp", "seed": %d,
         "parameters": 100, "best_epoch": 2, "train_accuracy": 0.9,
         "validation_accuracy": %s, "test_accuracy": null, "seconds": 3,
         "clouds_per_second": 50}
        """
            .formatted(seed, seed, accuracy));
    Files.writeString(
        at.resolve("metrics.jsonl"),
        """
        {"epoch":1,"train_loss":2.0,"train_accuracy":0.3,"validation_accuracy":null}
        {"epoch":2,"train_loss":1.0,"train_accuracy":0.6,"validation_accuracy":0.5}
        """);
    Files.writeString(
        at.resolve("confusion.json"),
        """
        {"classes": ["cat", "dog"],
         "validation": {"clouds": 10, "accuracy": 0.7, "confusion": [[4, 1], [2, 3]],
                        "mistakes": [{"truth": 1, "predicted": 0, "id": "a/b"}]}}
        """);
  }

  private String page() {
    return new String(ModelPage.of(files()), StandardCharsets.UTF_8);
  }

  @Test
  void a_model_has_curves_and_its_mistakes_the_most_frequent_first() throws IOException {
    training(folder, 1, 0.7);
    String page = page();

    assertThat(page).contains("70.00", "\"name\":\"training\"", "nats", "not scored");
    assertThat(page.indexOf("dog taken for cat: 2 times"))
        .isPositive()
        .isLessThan(page.indexOf("cat taken for dog: once"));
    assertThat(page).doesNotContain("Spread over seeds");
  }

  @Test
  void a_grid_has_the_mean_and_the_spread_of_its_seeds() throws IOException {
    training(folder.resolve("s0"), 0, 0.6);
    training(folder.resolve("s1"), 1, 0.8);
    Files.writeString(
        folder.resolve("training.json"), "{\"dataset\": \"pets\", \"config\": \"{}\"}");
    String page = page();

    assertThat(page).contains("flat-mlp on pets", "70.00 +- 14.14", "Spread over seeds");
    assertThat(ModelPage.words(files())).contains("2 trained", "validation 70.00 +- 14.14 %");
  }

  @Test
  void two_models_are_compared_by_accuracy_and_by_setting() throws IOException {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    training(a, 0, 0.6);
    training(b, 0, 0.75);
    String config =
        "{\"dataset\": \"pets\", \"config\": \"{\\\"train\\\": {\\\"batch\\\": %d, \\\"seed\\\": 1}}\"}";
    Files.writeString(a.resolve("training.json"), config.formatted(32));
    Files.writeString(b.resolve("training.json"), config.formatted(64));
    String page =
        new String(
            ModelComparison.of(files().below("a"), files().below("b")), StandardCharsets.UTF_8);

    assertThat(page)
        .contains("<td>60.00</td><td>75.00</td>", "train.batch", "<td>32</td><td>64</td>");
    assertThat(page).doesNotContain("train.seed");
  }

  @Test
  void what_is_not_finished_or_damaged_is_one_line() throws IOException {
    assertThatThrownBy(this::page)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds no finished model");
    training(folder, 1, 0.7);
    Files.writeString(folder.resolve("confusion.json"), "{");
    assertThatThrownBy(this::page)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("confusion.json is damaged");
  }
}
