package io.anchorage.jobs.allcnn.maps;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.fit.CostModel;
import io.anchorage.jobs.fit.FitInputs;
import io.anchorage.jobs.fit.FitSubject;
import io.anchorage.jobs.fit.Signals;
import io.anchorage.jobs.source.DerivedItems;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.signal.Grid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One field per image, phase and layer: the subject of the {@code feature-maps} command. */
public final class MapSubject implements FitSubject {
  private final MapJobConfig config;
  private final MapRecipe recipe;
  private final MapItems items;
  private final String network;

  /**
   * @param network file with the network of phase {@code given}; null without one
   * @throws io.anchorage.UserException if a network is given but no phase uses it, or the reverse
   */
  public MapSubject(MapJobConfig config, String network) {
    config.requireNetwork(network);
    this.config = config;
    this.recipe = MapRecipe.of(config);
    this.items = new MapItems(recipe.maps());
    this.network = network;
  }

  @Override
  public String command() {
    return "feature-maps";
  }

  @Override
  public List<String> flags() {
    return network == null ? List.of() : List.of("--network", network);
  }

  @Override
  public String unit() {
    return "maps";
  }

  @Override
  public FitRecipe fit() {
    return recipe.watched();
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
  public ImageSource items(ImageSource images) {
    return new DerivedItems(images, items);
  }

  @Override
  public List<String> itemsOf(String image) {
    return items.items(image);
  }

  @Override
  public ToDoubleFunction<ItemRef> seconds(String engine) {
    CostModel cost = new CostModel(fit(), recipe.signal(), engine);
    Map<Integer, Double> layers = new HashMap<>();
    for (int number : recipe.maps().layers()) {
      ConvLayer layer = recipe.maps().network().layer(number);
      layers.put(number, cost.seconds(Grid.image(layer.side(), layer.side()), layer.outputs()));
    }
    return item -> layers.get(MapId.parse(item.id()).layer());
  }

  @Override
  public FitInputs prepare(Circumstances here) {
    Signals signals = Signals.of(recipe.plain(), Map.of(), config.source().channels());
    FeatureMaps maps = recipe.maps();
    byte[] networks = new NetworkPreparation(here, maps, signals, network).networks();
    return new FitInputs(
        new MapTargets(signals, maps, networks),
        SharedParameters.none(),
        SharedContent.network(networks),
        recipe.spec());
  }
}
