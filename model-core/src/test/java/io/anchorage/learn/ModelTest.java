package io.anchorage.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.ViewKind;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.point.Clouds;
import io.anchorage.learn.point.PtV1Config;
import io.anchorage.learn.point.PtV3Config;
import io.anchorage.learn.point.RenderCnnConfig;
import io.anchorage.learn.point.SetMlpConfig;
import io.anchorage.learn.point.SizeMlpConfig;
import io.anchorage.learn.weight.FlatMlpConfig;
import io.anchorage.learn.weight.NeuralGraphs;
import io.anchorage.learn.weight.PhasorConfig;
import io.anchorage.learn.weight.ProbesConfig;
import io.anchorage.learn.weight.ScaleGmns;
import io.anchorage.learn.weight.WeightVector;
import io.anchorage.learn.weight.dws.DwsConfig;
import io.anchorage.learn.weight.dws.SetLayer;
import io.anchorage.learn.weight.jls.JlsConfig;
import io.anchorage.learn.weight.nfn.NfnConfig;
import io.anchorage.learn.weight.nfn.NfnSymmetry;
import io.anchorage.learn.weight.nft.NftConfig;
import io.anchorage.learn.weight.part.Pool;
import io.anchorage.learn.weight.picture.MapUse;
import io.anchorage.learn.weight.picture.ProbeGridConfig;
import io.anchorage.learn.weight.picture.RidgeCnnConfig;
import io.anchorage.symmetry.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all models promise, whatever they see of a field; in double precision. */
public class ModelTest {
  private static final int CLASSES = 4;
  private static final double EXACT = 1e-10;
  private static final MlpShape NETWORK = Networks.siren(5, 2, 2);
  private static final Map<ViewKind<?>, List<? extends FieldView>> VIEWS =
      Map.of(PointCloud.KIND, clouds(), WeightVector.KIND, networks());

  /** Small sizes of each model of clouds. */
  public static List<ModelConfig> cloudModels() {
    return List.of(
        ptv3(1, Compat.NONE),
        ptv3(2.5, Compat.NONE),
        new PtV1Config(List.of(8, 16), List.of(1, 2), List.of(1, 1), List.of(5, 5), 4, 1),
        new SetMlpConfig(List.of(8, 12), 8, 1, 10),
        new SetMlpConfig(List.of(8, 12), 8, 4, 10),
        new RenderCnnConfig(8, List.of(6, 8)),
        new SizeMlpConfig(List.of(8)));
  }

  /** Small sizes of each model of weights. */
  public static List<ModelConfig> weightModels() {
    List<ModelConfig> models = new ArrayList<>();
    models.add(new FlatMlpConfig(List.of(9), 0));
    models.add(new FlatMlpConfig(List.of(16, 12, 8), 0.25));
    models.add(new ProbesConfig(6, 3, 8, 3));
    models.add(new ProbeGridConfig(6, List.of(5, 7), 0.25, 0.5, 1));
    models.add(new RidgeCnnConfig(6, List.of(5, 7), 0.1, 0.25, MapUse.LEARNT, 0.5, 1));
    models.add(new PhasorConfig(5, 2, 0.25));
    models.add(new JlsConfig(6, 4, 1, 4, 5, 0.5, 0.2, 0.3));
    models.add(new DwsConfig(8, 2, SetLayer.SAB, 2, Pool.MAX, Compat.NONE));
    models.add(new DwsConfig(4, 2, SetLayer.DS, 1, Pool.MEAN, Compat.PUBLISHED));
    models.add(new NfnConfig(NfnSymmetry.HNP, 5, 2, 3, 1, 7, 0.25, 0.25, Compat.NONE));
    models.add(new NfnConfig(NfnSymmetry.HNP, 5, 1, 3, 1, 7, 0, 0, Compat.PUBLISHED));
    models.add(new NfnConfig(NfnSymmetry.NP, 5, 2, 3, 1, 7, 0.25, 0, Compat.NONE));
    models.add(new NftConfig(2, 2, 4, 1, 2, 7, 0.25));
    models.addAll(ScaleGmns.small());
    models.addAll(NeuralGraphs.small());
    return models;
  }

  /** Small sizes of each model. */
  static List<ModelConfig> all() {
    return Stream.of(cloudModels(), weightModels()).flatMap(List::stream).toList();
  }

  /** Without those to which what they do not see contributes nothing: an empty part of a canvas. */
  static List<ModelConfig> seeingAll() {
    return all().stream().filter(config -> !(config instanceof RenderCnnConfig)).toList();
  }

  private static PtV3Config ptv3(double grid, Compat compat) {
    return new PtV3Config(
        List.of(1, 2), List.of(8, 12), List.of(2, 3), 5, 2, 0.3, grid, true, 4, true, true, compat);
  }

  /** Clouds of three features, of 1 to 29 points. */
  public static List<PointCloud> clouds() {
    return List.of(
        Clouds.random(1, 13, 3),
        Clouds.random(2, 1, 3),
        Clouds.random(3, 29, 3),
        Clouds.random(4, 6, 3));
  }

  private static List<WeightVector> networks() {
    return LongStream.range(0, 4)
        .mapToObj(seed -> WeightVector.of(NETWORK, Networks.random(NETWORK, seed)))
        .toList();
  }

  private static ModelUnderTest model(ModelConfig config) {
    return new ModelUnderTest(config, views(config), CLASSES);
  }

  private static List<? extends FieldView> views(ModelConfig config) {
    return VIEWS.get(config.takes());
  }

  @Test
  void every_model_there_is_is_held_to_this() {
    assertThat(all().stream().map(ModelConfig::kind))
        .containsAll(Models.defaults().stream().map(ModelConfig::kind).toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_logits_of_a_field_do_not_depend_on_its_batch_mates(ModelConfig config) {
    List<? extends FieldView> views = views(config);
    try (ModelUnderTest model = model(config)) {
      double[] together = model.logits(views);

      for (int b = 0; b < views.size(); b++) {
        double[] alone = model.logits(views.subList(b, b + 1));
        for (int c = 0; c < CLASSES; c++) {
          double rounding = EXACT * Math.max(1, Math.abs(alone[c]));
          assertThat(together[b * CLASSES + c]).isCloseTo(alone[c], within(rounding));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void evaluation_repeats_itself(ModelConfig config) {
    try (ModelUnderTest model = model(config)) {
      double[] once = model.logits(views(config));

      assertThat(model.logits(views(config))).containsExactly(once);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_gradient_is_that_of_central_differences(ModelConfig config) {
    try (ModelUnderTest model = model(config)) {
      double[] gradient = model.gradient();
      double[] start = model.values();
      Philox some = new Philox(7);
      double step = 1e-6;

      for (int check = 0; check < 60; check++) {
        int i = some.below(check, start.length);
        double up = model.lossAt(start, i, step);
        double down = model.lossAt(start, i, -step);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isCloseTo((up - down) / (2 * step), within(1e-6 + 1e-5 * Math.abs(gradient[i])));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeingAll")
  void every_parameter_has_a_part_in_the_logits(ModelConfig config) {
    try (ModelUnderTest model = model(config)) {
      double[] gradient = model.gradient();
      int at = 0;

      for (Parameter parameter : model.plan().parameters()) {
        double largest = 0;
        for (int i = 0; i < parameter.shape().size(); i++) {
          largest = Math.max(largest, Math.abs(gradient[at++]));
        }
        assertThat(largest).as(parameter.name()).isPositive();
      }
    }
  }
}
