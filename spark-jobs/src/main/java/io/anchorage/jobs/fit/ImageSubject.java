package io.anchorage.jobs.fit;

import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.table.manifest.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Fits one field to each image: the subject of the {@code fit} command. */
final class ImageSubject implements FitSubject {
  private final JobConfig config;
  private final Recipe recipe;

  ImageSubject(JobConfig config) {
    this.config = config;
    this.recipe = Recipe.of(config);
  }

  @Override
  public String command() {
    return "fit";
  }

  @Override
  public List<String> flags() {
    return List.of();
  }

  @Override
  public String unit() {
    return "images";
  }

  @Override
  public FitRecipe fit() {
    return recipe.fit();
  }

  @Override
  public Map<String, Object> recipe() {
    return recipe.tree();
  }

  @Override
  public String yaml() {
    return JobConfigs.yaml(config);
  }

  @Override
  public ImageSource items(ImageSource images) {
    return images;
  }

  @Override
  public List<String> itemsOf(String image) {
    return List.of(image);
  }

  @Override
  public ToDoubleFunction<ItemRef> seconds(String engine) {
    return new CostModel(recipe.fit(), recipe.signal(), engine)::seconds;
  }

  @Override
  public FitInputs prepare(Circumstances here) throws InterruptedException {
    Signals signals =
        Signals.of(recipe, DatasetNormalisation.of(recipe, here), config.source().channels());
    FitPreparation.Known known = new FitPreparation(here, recipe.fit()).prepare(signals);
    TableSpec spec =
        TableSpec.of(
                recipe.fit().family().family(),
                recipe.fit().family(),
                known.channels(),
                recipe.tree())
            .withColumns(TaskColumns.of(recipe.fit().task()));
    return new FitInputs(
        new ImageSignals(signals, known.channels(), recipe.fit().task()),
        known.shared(),
        known.content(),
        spec);
  }
}
