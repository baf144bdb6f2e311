package io.anchorage.jobs.solve;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.equation.EquationConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.fit.CostModel;
import io.anchorage.jobs.fit.FitInputs;
import io.anchorage.jobs.fit.FitSubject;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Grid;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One field per case or image: the subject of the {@code solve} command. */
public final class SolveSubject implements FitSubject {
  /** About how many times a plain step's arithmetic a jet of each point takes. */
  private static final int JET_COST = 8;

  private static final int POINTS = 2048;
  private static final Logger LOG = LoggerFactory.getLogger(SolveSubject.class);

  private final SolveJobConfig config;
  private final SolveRecipe recipe;

  /**
   * @param input the dataset; empty without one
   * @throws UserException if the equation is solved for images and there are none, or the reverse
   */
  public SolveSubject(SolveJobConfig config, String input) {
    config.requireSolvable();
    this.config = config;
    this.recipe = SolveRecipe.of(config);
    String kind = SolveJobConfig.kind(config.equation());
    if (config.equation().readsImages() && input.isEmpty()) {
      throw new UserException(
          Kind.CONFIG,
          "equation.kind %s is solved for images: give a dataset with --input PATH"
              .formatted(kind));
    }
    if (!config.equation().readsImages() && !input.isEmpty()) {
      throw new UserException(
          Kind.CONFIG,
          "--input %s is not used: equation.kind %s is solved for the cases of sweep"
              .formatted(input, kind));
    }
    if (recipe.signal().values() == ValueRange.STANDARDISED_DATASET) {
      throw new UserException(
          Kind.CONFIG,
          "signal.values standardised-dataset is not for equations: choose unit or symmetric");
    }
  }

  @Override
  public String command() {
    return "solve";
  }

  @Override
  public List<String> flags() {
    return List.of();
  }

  @Override
  public String unit() {
    return config.equation().readsImages() ? "images" : "cases";
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
    return config.yaml();
  }

  @Override
  public ImageSource open(SourceConfig source, String input, Configuration hadoop) {
    EquationConfig equation = config.equation();
    if (equation.readsImages()) {
      return FitSubject.super.open(source, input, hadoop);
    }
    String kind = SolveJobConfig.kind(equation);
    return new SweepSource(kind, new ArrayList<>(config.sweep().cases(equation, kind).keySet()));
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
    double seconds =
        new CostModel(recipe.fit(), recipe.signal(), engine)
            .seconds(Grid.image(JET_COST, POINTS), 1);
    return item -> seconds;
  }

  @Override
  public FitInputs prepare(Circumstances here) {
    Signals images = Signals.of(recipe.plain(), Map.of(), config.source().channels());
    int channels = config.equation().channels();
    if (channels == 0) {
      channels = channels(here.images(), images);
    }
    References targets = new References(config.equation(), images, channels);
    targets.engine(here.engine());
    return new FitInputs(
        targets, SharedParameters.none(), SharedContent.none(), recipe.spec(channels));
  }

  /** The channels of the first image that can be read. */
  private static int channels(ImageSource source, Signals images) {
    Iterator<ItemRef> items = source.items();
    while (items.hasNext()) {
      SourceImage first = source.read(List.of(items.next())).next();
      if (first instanceof SourceImage.Decoded image) {
        try {
          return images.of(image.item().id(), image.raster()).channels();
        } catch (BadImageException e) {
          LOG.debug("{} does not say how many channels there are: {}", first, e.getMessage());
        }
      }
    }
    throw new UserException(Kind.INPUT, source.dataset() + " has no image that can be read");
  }
}
