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

final class ScorePageTest {
  private static final String CERTAINTY =
      """
      "certainty": {"test": {"clouds": 4, "mean_probability": 0.8, "predicted": [3, 1],
         "probabilities": [0, 1, 0, 3],
         "least": [{"id": "a/7", "repeat": 0, "truth": "dog", "predicted": 0,
                    "probability": 0.31}],
         "most": [{"id": "a/8", "repeat": 0, "truth": "cat", "predicted": 0,
                   "probability": 0.99}]}}}
      """;

  private static final String HEAD =
      """
      {"model": "/m", "table": "/nowhere", "split": "test", "same_recipe": false,
       "classes": ["cat", "dog"], "clouds": 4, "matched_by": "name", "unlabelled": 1,
       "unknown_classes": {"<ox>": 2},
      """;

  @TempDir Path folder;

  private String page(String summary) throws IOException {
    Files.writeString(folder.resolve("_predictions.json"), summary);
    return new String(
        ScorePage.of(StorageFolder.at(folder.toString(), new Configuration())),
        StandardCharsets.UTF_8);
  }

  @Test
  void a_score_says_how_good_and_how_sure_a_model_is_even_if_its_table_is_gone()
      throws IOException {
    String page =
        page(
            HEAD
                + """
                "splits": {"test": {"clouds": 3, "loss": 0.5, "accuracy": 0.6667,
                  "macro_accuracy": 0.75, "confusion": [[2, 0], [1, 0]],
                  "mistakes": [{"truth": 1, "predicted": 0, "id": "a/7"}]}},
                """
                + CERTAINTY);

    assertThat(page)
        .contains("66.67", "75.00", "0.5000", "dog taken for cat: once")
        .contains("Right, of the fields of each class", "Probability of the predicted class")
        .contains("cat, 31.0 %; it is dog", "cat, 99.0 %, right", "another than the model")
        .contains("class unknown to the model: &lt;ox&gt;");
  }

  @Test
  void predictions_of_fields_without_a_label_have_no_accuracy() throws IOException {
    String page = page(HEAD + CERTAINTY);

    assertThat(page).contains("Predicted classes", "Least sure, split test");
    assertThat(page).doesNotContain("Mistakes", "Right, of the fields");
  }

  @Test
  void a_damaged_summary_is_one_line() {
    assertThatThrownBy(() -> page("{"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("_predictions.json is damaged; predict again");
  }
}
